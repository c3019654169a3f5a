/** What waits for a person, oldest first, with the words that made it wait. */

import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import type { Queue, QueueAsked, QueueRow } from "../api/desk-types.js";
import "./desk-filters.js";
import type { DeskFilters } from "./desk-filters.js";
import { tell } from "./events.js";
import { markedLine } from "./marked.js";
import { controls, marks, page } from "./styles.js";
import { isLate, minutes, waited } from "./words.js";

@customElement("desk-queue")
export class DeskQueue extends LitElement {
  @property({ attribute: false }) queue: Queue | null = null;
  @property({ attribute: false }) rows: readonly QueueRow[] = [];
  @property({ attribute: false }) gone: ReadonlySet<string> = new Set();
  @property({ attribute: false }) asked!: QueueAsked;
  @property() open = "";
  /** The moderator's own name: her own claims are not said. */
  @property() me = "";
  @property({ type: Number }) unseen = 0;
  @property({ type: Number }) now = 0;
  @query("desk-filters") private filters!: DeskFilters;

  static override readonly styles = [page, controls, marks, css`
    :host { display: flex; flex-direction: column; min-block-size: 0; }
    .head { padding: 12px 16px 10px; border-block-end: 1px solid var(--fm-rule); }
    h1 { font: 700 calc(var(--fm-size) * 1.09)/1.4 var(--fm-serif); }
    desk-filters { padding: 8px 16px 10px; border-block-end: 1px solid var(--fm-rule); }
    .new { padding: 8px 16px; border-block-end: 1px solid var(--fm-rule); font-weight: 600; }
    ol { overflow-y: auto; flex: 1; min-block-size: 0; overscroll-behavior: contain; }
    li { border-block-end: 1px solid var(--fm-rule); }
    li.small { padding: 9px 16px; }
    li button { display: block; inline-size: 100%; padding: 9px 16px 9px 13px; border-inline-start: 3px solid transparent; }
    li button:focus-visible { outline-offset: -3px; box-shadow: none; }
    li button[aria-current="true"] { background: var(--fm-shade); border-inline-start-color: var(--fm-accent-line); }
    .top { display: flex; justify-content: space-between; gap: 8px; }
    .name { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .time { font-size: var(--fm-text-1); color: var(--fm-soft); white-space: nowrap; font-variant-numeric: tabular-nums; }
    .time.late { color: var(--fm-wait); font-weight: 700; }
    .text { font: calc(var(--fm-size) * .89)/1.4 var(--fm-serif); overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical;
      -webkit-line-clamp: 2; overflow: hidden; }
    .text mark { text-decoration-thickness: 1px; text-underline-offset: .14em; padding-block: 0; }
    .reason { font-size: var(--fm-text-1); color: var(--fm-soft); }
    .gone .text { color: var(--fm-soft); }
  `];

  focusFilters(): void {
    this.filters.focus();
  }

  closeFilters(): boolean {
    return this.filters.close();
  }

  focusRow(): void {
    (this.renderRoot.querySelector<HTMLElement>("li button[aria-current='true']") ?? this.renderRoot.querySelector<HTMLElement>("li button"))?.focus();
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("open") || changed.has("rows")) {
      this.renderRoot.querySelector("li button[aria-current='true']")?.scrollIntoView({ block: "nearest" });
    }
  }

  override render(): TemplateResult {
    const { queue } = this;
    return html`<div class="head"><h1 tabindex="-1">${queue === null ? "Queue" : `${queue.total} wait`}</h1>
        <p class="small soft">${this.#figures()}</p></div>
      <desk-filters .queue=${queue} .asked=${this.asked}
        @ask=${(event: CustomEvent<QueueAsked>) => { this.dispatchEvent(new CustomEvent("ask", { detail: event.detail })); }}></desk-filters>
      ${this.unseen === 0 ? nothing : html`<button type="button" class="new link" @click=${() => { this.dispatchEvent(new CustomEvent("renew")); }}>
        ${this.unseen} new ${this.unseen === 1 ? "case" : "cases"}: show them</button>`}
      <ol aria-label="Cases">${this.rows.map((row) => this.#row(row))}${this.#more()}</ol>`;
  }

  #figures(): string {
    const { queue } = this;
    if (queue === null || queue.oldest_at === null) return "";
    const median = queue.median_minutes === null ? "" : ` · median ${minutes(queue.median_minutes)}`;
    return `Oldest ${waited(queue.oldest_at, this.now)}${median}`;
  }

  /** Those behind the last row come up as the first ones are decided. */
  #more(): TemplateResult | typeof nothing {
    const { queue } = this;
    if (queue === null || queue.matching <= queue.cases.length) return nothing;
    return html`<li class="small soft">The oldest ${queue.cases.length} of ${queue.matching}.</li>`;
  }

  #row(row: QueueRow): TemplateResult {
    const late = isLate(row.opened_at, this.queue?.median_minutes ?? null, this.now);
    const claimed = row.claimed_by !== null && row.claimed_by !== this.me ? ` · ${row.claimed_by} is on it` : "";
    const gone = this.gone.has(row.comment);
    return html`<li class=${gone ? "gone" : ""}><button type="button" aria-current=${row.comment === this.open ? "true" : nothing}
      @click=${() => { tell(this, "desk-open", row.comment); }}>
      <span class="top"><bdi class="name">${row.author}</bdi><span class="time ${late ? "late" : ""}">${waited(row.opened_at, this.now)}</span></span>
      <span class="text" dir="auto" lang=${row.language ?? nothing}>${markedLine(row.text, row.spans.map((span) => ({ span, letter: "" })))}</span>
      <span class="reason">${gone ? "Decided by another moderator" : `${row.why}${claimed}`}</span></button></li>`;
  }
}
