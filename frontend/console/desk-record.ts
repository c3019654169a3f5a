/** The author beside a case: what became of earlier comments, the standing, and what else stands under this story. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { AuthorRecord, PastDecision } from "../api/desk-types.js";
import { controls, page } from "./styles.js";
import { clauseName, counted, fullDay, placed, shortDay, standingSentence, taken, takenBy } from "./words.js";

const KINDS: Record<string, string> = { guest: "Guest", account: "Signed in", imported: "Imported" };

/** Younger than this an author is said to be new. */
const NEW_DAYS = 30;

@customElement("desk-record")
export class DeskRecord extends LitElement {
  @property({ attribute: false }) record!: AuthorRecord;
  @property({ type: Number }) now = 0;
  /** The comment beside which the record stands: it is not told again. */
  @property() beside = "";
  /** Where the author's own page in the desk is. */
  @property() page = "";
  @state() private reading = false;

  static override readonly styles = [page, controls, css`
    h2 { font: 700 calc(var(--fm-size) * 1.09)/1.3 var(--fm-serif); overflow-wrap: anywhere; }
    h3 { font-size: var(--fm-text-2); margin-block-end: 4px; }
    section { border-block-start: 1px solid var(--fm-rule); padding-block: 12px; }
    dl { margin-block: 8px 12px; }
    dl div { display: flex; justify-content: space-between; line-height: 1.6; }
    dd { font-variant-numeric: tabular-nums; }
    li { padding-block: 7px; border-block-end: 1px solid var(--fm-rule); }
    li:last-child { border: 0; }
    li p { overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
    .standing { border-inline-start: 3px solid var(--fm-stop); padding-inline-start: 12px; }
    .press { margin-block-start: 8px; }
  `];

  focusHeading(): void {
    this.renderRoot.querySelector("h2")?.focus();
  }

  override render(): TemplateResult {
    return html`<h2 tabindex="-1"><bdi>${this.record.name}</bdi></h2>
      <p class="small soft">${this.#introduction()}</p>
      ${this.#figures()}${this.#standing()}${this.#last()}${this.#here()}`;
  }

  #introduction(): TemplateResult {
    const { first_wrote: first } = this.record;
    const isNew = first === null || this.now - Date.parse(first) < NEW_DAYS * 86_400_000;
    const { kind } = this.record;
    return html`${KINDS[kind] ?? kind}${first === null ? " · first comment" : ` · first wrote ${fullDay(first)}`}${isNew ? " · new" : ""}`;
  }

  #figures(): TemplateResult {
    const { published, reworded, rejected, held, flagged } = this.record;
    const lines: [string, number][] = [["Published", published], ["Reworded, then published", reworded], ["Held", held],
      ["Rejected", rejected], ["Flagged by readers", flagged]];
    return html`<dl>${lines.map(([words, count]) => html`<div><dt>${words}</dt><dd>${count}</dd></div>`)}</dl>`;
  }

  #standing(): TemplateResult {
    const { strikes, standing } = this.record;
    return html`<section aria-label="Standing"><h3>Standing</h3>
      <p>${strikes === 0 ? "No strike." : `${counted(strikes, "strike", "strikes")}.`}${standing === null ? " May write." : ""}</p>
      ${standing === null ? nothing : html`<div class="standing"><p class="stop">${standingSentence(standing)}</p>
        ${standing.reason === "" ? nothing : html`<p>“<bdi>${standing.reason}</bdi>”</p>`}
        <button type="button" class="press plain" @click=${() => { this.dispatchEvent(new CustomEvent("lift", { detail: standing.id })); }}>Lift</button></div>`}
    </section>`;
  }

  #last(): TemplateResult | typeof nothing {
    const last = this.record.last.filter((past) => past.comment !== this.beside);
    if (last.length === 0 && this.page === "") return nothing;
    return html`<section aria-label="Last decisions"><h3>Last decisions</h3>
      ${last.length === 0 ? html`<p class="soft">None but this one.</p>` : html`<ul>${last.slice(0, 4).map((decision) => this.#past(decision))}</ul>`}
      ${this.page === "" ? nothing : html`<p><a href=${this.page}>All comments of this author</a></p>`}</section>`;
  }

  #past(past: PastDecision): TemplateResult {
    const colour = past.outcome === "reject" ? "stop" : past.outcome === "hold" ? "wait" : "";
    const quoted = html`“<bdi>${past.text}</bdi>”`;
    return html`<li><strong class=${colour}>${taken(past.outcome)}</strong> <span class="small soft">${shortDay(past.at, this.now)}, ${takenBy(past.who, past.taken_by)}</span>
      <p>${past.clause === null ? quoted : html`${clauseName(past.clause)}: ${quoted}`}</p></li>`;
  }

  #here(): TemplateResult | typeof nothing {
    const here = this.record.here.filter((comment) => comment.id !== this.beside);
    if (here.length === 0) return nothing;
    const published = here.filter((comment) => comment.state === "published").length;
    const summary = here.length === 1 ? "" : published === here.length ? ", all published" : `, ${published} published`;
    return html`<section aria-label="Also under this story"><h3>Also under this story</h3>
      <p>${counted(here.length, "comment", "comments")}${summary}.
        <button type="button" class="link" aria-expanded=${this.reading} @click=${() => { this.reading = !this.reading; }}>${this.reading ? "Close" : "Read them"}</button></p>
      ${this.reading ? html`<ul>${here.map((comment) => html`<li><span class="small soft">${comment.number ?? ""} ${placed(comment.state)}</span>
        <p dir="auto">${comment.text}</p></li>`)}</ul>` : nothing}</section>`;
  }
}
