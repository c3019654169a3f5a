/** The queue's filters, each with its figure: what is held, flagged, first, unknown; by clause, language and story. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Queue, QueueAsked, QueueFilter } from "../api/desk-types.js";
import { controls, page } from "./styles.js";
import { clauseName, languageName } from "./words.js";

type Group = "clause" | "language" | "story";

interface Choice {
  readonly value: string;
  readonly words: string;
  readonly n: number;
}

const KINDS: readonly (readonly [QueueFilter, string])[] = [
  ["all", "All"], ["held", "Held"], ["flagged", "Flagged"], ["first", "First"], ["unknown", "Unknown"],
];
const GROUPS: readonly (readonly [Group, string])[] = [["clause", "Clause"], ["language", "Language"], ["story", "Story"]];

@customElement("desk-filters")
export class DeskFilters extends LitElement {
  @property({ attribute: false }) queue: Queue | null = null;
  @property({ attribute: false }) asked!: QueueAsked;
  @state() private open: Group | "" = "";
  @query("button") private first!: HTMLButtonElement;

  static override readonly styles = [page, controls, css`
    .row { display: flex; flex-wrap: wrap; column-gap: 14px; }
    .row button, li button { min-block-size: 28px; color: var(--fm-soft); border-block-end: 3px solid transparent; }
    .row button[aria-pressed="true"], .row button.chosen, li button[aria-pressed="true"] { color: var(--fm-ink); font-weight: 600; border-block-end-color: var(--fm-accent-line); }
    .row button[aria-expanded="true"] { color: var(--fm-ink); }
    ul { border-inline-start: 1px solid var(--fm-edge); padding-inline-start: 12px; margin-block: 4px; max-block-size: 240px; overflow: auto; }
    li button { inline-size: 100%; display: flex; justify-content: space-between; gap: 8px; border: 0; }
    li button[aria-pressed="true"] { text-decoration: underline 2px; text-decoration-color: var(--fm-accent-line); text-underline-offset: .25em; }
    span { font-variant-numeric: tabular-nums; }
  `];

  override focus(): void {
    this.first.focus();
  }

  /** Closes an open list; false where none was open. */
  close(): boolean {
    if (this.open === "") return false;
    this.open = "";
    return true;
  }

  override render(): TemplateResult {
    return html`<div class="row" role="toolbar" aria-label="Filters" @keydown=${this.#move}>
      ${KINDS.map(([filter, words]) => html`<button type="button" aria-pressed=${this.asked.filter === filter}
        @click=${() => { this.#ask({ filter }); }}>${words} ${this.queue?.counts[filter] ?? nothing}</button>`)}
      ${GROUPS.map(([group, words]) => html`<button type="button" aria-expanded=${this.open === group} class=${this.asked[group] === "" ? "" : "chosen"}
        @click=${() => { this.open = this.open === group ? "" : group; }}>${this.#chosen(group, words)}</button>`)}
      </div>${this.open === "" ? nothing : this.#list(this.open)}`;
  }

  #chosen(group: Group, words: string): string {
    const value = this.asked[group];
    if (value === "") return words;
    return `${words}: ${this.#choices(group).find((choice) => choice.value === value)?.words ?? value}`;
  }

  #list(group: Group): TemplateResult {
    const choices = [{ value: "", words: "Every one", n: -1 }, ...this.#choices(group)];
    return html`<ul>${choices.map((choice) => html`<li><button type="button" aria-pressed=${this.asked[group] === choice.value}
      @click=${() => { this.open = ""; this.#ask({ [group]: choice.value }); }}><bdi>${choice.words}</bdi>${choice.n < 0 ? nothing : html`<span>${choice.n}</span>`}</button></li>`)}</ul>`;
  }

  #choices(group: Group): readonly Choice[] {
    const { queue } = this;
    if (queue === null) return [];
    switch (group) {
      case "clause": return queue.clauses.map(({ id, n }) => ({ value: id, words: clauseName(id), n }));
      case "language": return queue.languages.map(({ code, n }) => ({ value: code, words: languageName(code), n }));
      case "story": return queue.stories.map(({ slug, headline, n }) => ({ value: slug, words: headline, n }));
    }
  }

  #ask(change: Partial<QueueAsked>): void {
    this.dispatchEvent(new CustomEvent<QueueAsked>("ask", { detail: { ...this.asked, ...change } }));
  }

  #move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const buttons = [...this.renderRoot.querySelectorAll<HTMLButtonElement>(".row button")];
    const place = buttons.indexOf(event.target as HTMLButtonElement);
    const direction = getComputedStyle(this).direction === "rtl" ? -step : step;
    buttons[(place + direction + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
  };
}
