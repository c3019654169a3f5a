/** Searching all comments by their words and their author; a result opens as a case. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { Found, FoundComment, SearchAsked } from "../api/desk-types.js";
import { tell } from "./events.js";
import { controls, page } from "./styles.js";
import { moment, placed } from "./words.js";

const STATES: readonly (readonly [string, string])[] = [
  ["", "Any state"], ["published", "Published"], ["held", "Held"], ["rejected", "Rejected"], ["withdrawn", "Withdrawn"],
];

@customElement("desk-search")
export class DeskSearch extends LitElement {
  @property({ attribute: false }) found: Found | null = null;
  @property({ attribute: false }) asked!: SearchAsked;
  @property() open = "";
  @property({ type: Number }) now = 0;
  @query("#words") private words!: HTMLInputElement;
  @query("form") private form!: HTMLFormElement;

  static override readonly styles = [page, controls, css`
    :host { display: flex; flex-direction: column; min-block-size: 0; }
    .head { padding: 12px 16px 4px; }
    h1 { font: 700 calc(var(--fm-size) * 1.09)/1.4 var(--fm-serif); }
    form { display: grid; grid-template-columns: 1fr auto; gap: 6px 8px; padding: 0 16px 12px; border-block-end: 1px solid var(--fm-rule); }
    form label { grid-column: 1 / -1; font-size: var(--fm-text-1); margin-block-end: -4px; }
    form > input { grid-column: 1 / -1; inline-size: 100%; }
    form input[type], form select { min-block-size: 34px; padding-block: 3px; min-inline-size: 0; }
    .press { min-block-size: 34px; }
    .total { padding: 6px 16px; border-block-end: 1px solid var(--fm-rule); }
    ol { overflow-y: auto; flex: 1; min-block-size: 0; overscroll-behavior: contain; }
    li { border-block-end: 1px solid var(--fm-rule); }
    li button { display: block; inline-size: 100%; padding: 9px 16px 9px 13px; border-inline-start: 3px solid transparent; }
    li button:focus-visible { outline-offset: -3px; box-shadow: none; }
    li button[aria-current="true"] { background: var(--fm-shade); border-inline-start-color: var(--fm-accent-line); }
    .top { display: flex; justify-content: space-between; gap: 8px; }
    .name { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .text { font: calc(var(--fm-size) * .89)/1.4 var(--fm-serif); overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
    .where { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .more { display: flex; gap: 16px; padding: 8px 16px; }
  `];

  override focus(): void {
    this.words.focus();
  }

  focusRow(): void {
    (this.renderRoot.querySelector<HTMLElement>("li button[aria-current='true']") ?? this.renderRoot.querySelector<HTMLElement>("li button"))?.focus();
  }

  override render(): TemplateResult {
    const { asked, found } = this;
    return html`<div class="head"><h1>Comments</h1></div>
      <form role="search" @submit=${(event: Event) => { event.preventDefault(); this.#ask(1); }}>
        <label for="words">Words</label><input type="search" id="words" name="words" maxlength="200" .value=${asked.words}>
        <label for="author">Author</label><input type="search" id="author" name="author" maxlength="80" autocomplete="off" .value=${asked.author}>
        <select name="state" aria-label="State" @change=${() => { this.#ask(1); }}>${STATES.map(([value, words]) => html`<option value=${value} ?selected=${asked.state === value}>${words}</option>`)}</select>
        <button type="submit" class="press plain">Search</button></form>
      ${found === null ? nothing : html`<p class="total small soft">${this.#total(found)}</p>
      <ol aria-label="Comments found">${found.comments.map((comment) => this.#row(comment))}</ol>${this.#pages(found)}`}`;
  }

  #total(found: Found): string {
    if (found.total === 0) return "No comment has these words.";
    return found.total === 1 ? "1 comment" : `${new Intl.NumberFormat("en-GB").format(found.total)} comments, newest first`;
  }

  #row(comment: FoundComment): TemplateResult {
    return html`<li><button type="button" aria-current=${comment.id === this.open ? "true" : nothing} @click=${() => { tell(this, "desk-open", comment.id); }}>
      <span class="top"><bdi class="name">${comment.author}</bdi><span class="small soft">${moment(comment.at, this.now)}</span></span>
      <span class="text" dir="auto">${comment.text}</span>
      <span class="where small soft"><span class="${comment.state === "published" ? "" : comment.state === "held" ? "wait" : "stop"}">${comment.number === null ? "" : `${comment.number} · `}${placed(comment.state)}</span> · <bdi>${comment.story.headline}</bdi></span></button></li>`;
  }

  #pages(found: Found): TemplateResult | typeof nothing {
    const { page: current, pages } = found;
    if (pages < 2) return nothing;
    return html`<p class="more small"><span class="soft">page ${current} of ${pages}</span>
      ${current > 1 ? html`<button type="button" class="link" @click=${() => { this.#ask(current - 1); }}>Newer</button>` : nothing}
      ${current < pages ? html`<button type="button" class="link" @click=${() => { this.#ask(current + 1); }}>Older</button>` : nothing}</p>`;
  }

  #ask(pageNumber: number): void {
    const given = new FormData(this.form);
    const value = (name: string): string => String(given.get(name) ?? "").trim();
    const asked: SearchAsked = { words: value("words"), author: value("author"), state: value("state"), story: this.asked.story, page: pageNumber };
    this.dispatchEvent(new CustomEvent<SearchAsked>("ask", { detail: asked }));
  }
}
