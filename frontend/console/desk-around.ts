/** The thread around a comment: what was said beside it, with what became of it. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Case, ThreadLine } from "../api/desk-types.js";
import { page } from "./styles.js";
import { placed } from "./words.js";

@customElement("desk-around")
export class DeskAround extends LitElement {
  @property({ attribute: false }) shown!: Case;

  static override readonly styles = [page, css`
    :host { border-block-start: 1px solid var(--fm-ink); padding-block: 8px 16px; margin-block-start: 8px; }
    h4 { font-size: var(--fm-text-2); inline-size: fit-content; }
    li { padding-block: 6px; border-block-end: 1px solid var(--fm-rule); }
    li.here { background: var(--fm-shade); border-inline-start: 3px solid var(--fm-accent-line); padding-inline: 10px; }
    .text { font: calc(var(--fm-size) * .94)/1.5 var(--fm-serif); overflow-wrap: anywhere; white-space: pre-wrap; }
  `];

  override focus(): void {
    this.renderRoot.querySelector("h4")?.focus();
  }

  override render(): TemplateResult {
    const { thread } = this.shown;
    return html`<section aria-label="The thread around it"><h4 tabindex="-1">The thread around it</h4>
      ${thread.length === 0 ? html`<p class="soft">Nobody else has written here.</p>` : html`<ol>${thread.map((line) => this.#line(line))}</ol>`}
    </section>`;
  }

  #line(line: ThreadLine): TemplateResult {
    const { comment } = this.shown;
    const here = line.id === comment.id || (line.number !== null && line.number === comment.number);
    return html`<li class=${here ? "here" : ""}>
      <p class="small">${line.number ?? nothing} <strong><bdi>${line.author}</bdi></strong>${
        line.state === "published" ? nothing : html` <span class="soft">· ${placed(line.state)}</span>`}${here ? html` <span class="soft">· this comment</span>` : nothing}</p>
      <p class="text" dir="auto">${line.text}</p></li>`;
  }
}
