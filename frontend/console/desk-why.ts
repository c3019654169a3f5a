/** Why, in full: every clause that was tried, the flags, the decisions so far and the notes of colleagues. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Case, DecisionTaken } from "../api/desk-types.js";
import "./desk-findings.js";
import { page } from "./styles.js";
import { clauseName, languageName, moment, taken, takenBy } from "./words.js";

@customElement("desk-why")
export class DeskWhy extends LitElement {
  @property({ attribute: false }) shown!: Case;
  @property({ type: Number }) now = 0;

  static override readonly styles = [page, css`
    :host { border-block-start: 1px solid var(--fm-ink); padding-block: 8px 16px; margin-block-start: 8px; }
    h4 { font-size: var(--fm-text-2); inline-size: fit-content; margin-block-start: 12px; }
    h4:first-of-type { margin-block-start: 0; }
    li { padding-block: 4px; border-block-end: 1px solid var(--fm-rule); }
  `];

  override focus(): void {
    this.renderRoot.querySelector("h4")?.focus();
  }

  override render(): TemplateResult {
    const { findings, comment, case: open } = this.shown;
    return html`<section aria-label="Why, in full">
      <h4 tabindex="-1">Every clause that was tried</h4>
      <desk-findings .findings=${findings} language=${languageName(comment.language)}></desk-findings>
      ${open === null ? nothing : html`<h4>In the queue</h4><p>${open.why}, since ${moment(open.opened_at, this.now)}</p>`}
      ${this.#flags()}${this.#decisions()}${this.#notes()}
    </section>`;
  }

  #flags(): TemplateResult | typeof nothing {
    const { flags } = this.shown;
    if (flags.length === 0) return nothing;
    return html`<h4>Flags</h4><ul>${flags.map((flag) => html`<li><strong>${clauseName(flag.clause)}</strong>
      <span class="soft">${moment(flag.at, this.now)}, <bdi>${flag.by}</bdi></span>${flag.note === "" ? nothing : html`<br>“<bdi>${flag.note}</bdi>”`}</li>`)}</ul>`;
  }

  #decisions(): TemplateResult {
    const { decisions } = this.shown;
    return html`<h4>Decisions</h4>${decisions.length === 0 ? html`<p class="soft">None yet.</p>` : html`<ol>${decisions.map((decision) => this.#decision(decision))}</ol>`}`;
  }

  #decision(decision: DecisionTaken): TemplateResult {
    return html`<li><strong>${taken(decision.outcome)}</strong> <span class="soft">${moment(decision.at, this.now)}, ${takenBy(decision.who, decision.taken_by)}${
      decision.n > 1 ? `, text ${decision.n}` : ""}</span>${(decision.rule ?? "") === "" ? nothing : html`<br>“${decision.rule}”`}${
      decision.note === "" ? nothing : html`<br><span class="soft">Note: <bdi>${decision.note}</bdi></span>`}</li>`;
  }

  #notes(): TemplateResult | typeof nothing {
    const notes = this.shown.notes;
    if (notes.length === 0) return nothing;
    return html`<h4>Notes of colleagues</h4><ul>${notes.map((note) => html`<li><bdi>${note.text}</bdi>
      <span class="soft">${note.who}, ${moment(note.at, this.now)}</span></li>`)}</ul>`;
  }
}
