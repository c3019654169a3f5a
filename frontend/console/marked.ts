/** Marked words as a template: every mark says in hidden words where it begins and ends. */

import { html, nothing, type TemplateResult } from "lit";
import { cut, type Mark } from "./marks.js";

/** In a list: the marks alone. */
export function markedLine(text: string, marks: readonly Mark[]): readonly TemplateResult[] {
  return cut(text, marks).map((piece) => (piece.marked ? html`<mark>${piece.text}</mark>` : html`${piece.text}`));
}

/** In the case: with raised letters. */
export function markedText(text: string, marks: readonly Mark[]): readonly TemplateResult[] {
  return cut(text, marks).map((piece) => {
    if (!piece.marked) return html`${piece.text}`;
    const letters = piece.letters.join(" and ");
    return html`<mark><span class="spoken">[marked, see ${letters}: </span>${piece.text}<span class="spoken">]</span></mark>${
      piece.ends.length > 0 ? html`<sup aria-hidden="true">${piece.ends.join(",")}</sup>` : nothing}`;
  });
}
