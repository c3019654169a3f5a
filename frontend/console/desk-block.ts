/** Suspending or blocking an author: until when, and for what reason, in the words that the author will read. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { SanctionAsked } from "../api/desk-types.js";
import { KeyVerbs, keys } from "./keys.js";
import { choosing, controls, page } from "./styles.js";
import { fullDay } from "./words.js";

const TERMS: readonly (readonly [days: number | null, words: string])[] = [
  [1, "1 day"], [7, "7 days"], [30, "30 days"], [null, "for good"],
];

@customElement("desk-block")
export class DeskBlock extends LitElement {
  @property() author = "";
  @property({ type: Number }) now = 0;
  @property({ type: Boolean }) busy = false;
  @state() private term = 1;
  @state() private days = 14;
  @state() private reason = "";
  @state() private problem = "";
  @query("#reason") private field!: HTMLInputElement;

  static override readonly styles = [page, controls, css`
    form { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 16px; }
    fieldset { display: flex; flex-wrap: wrap; gap: 0 16px; margin-block-end: 8px; }
    legend { margin-block-end: 2px; }
    fieldset label { display: flex; align-items: center; gap: 8px; min-block-size: 28px; font-weight: 400; }
    input[type="radio"] { position: absolute; opacity: 0; inline-size: 22px; block-size: 22px; margin: 0; min-block-size: 0; }
    label kbd { inline-size: 22px; block-size: 22px; }
    input[type="number"] { inline-size: 72px; min-block-size: 28px; padding: 2px 6px; }
    #reason { inline-size: 100%; }
  `, choosing];

  constructor() {
    super();
    new KeyVerbs(this, () => ({
      digit: (digit) => this.#choose(digit - 1),
      confirm: () => { this.#decide(); return true; },
    }));
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLInputElement>("input[type='radio']:checked")?.focus();
  }

  override render(): TemplateResult {
    const choices = [...TERMS.map(([, words]) => words), "other"];
    return html`<form novalidate @submit=${(event: Event) => { event.preventDefault(); this.#decide(); }}>
      <div><fieldset><legend>May not write</legend>${choices.map((words, index) => html`<label><input type="radio" name="term"
          .checked=${index === this.term} @change=${() => { this.term = index; }}><kbd aria-hidden="true">${index + 1}</kbd>${words}</label>`)}
        ${this.term === TERMS.length ? html`<label>for <input type="number" min="1" max="3650" .value=${String(this.days)} aria-label="Days"
          @input=${(event: Event) => { this.days = Number((event.target as HTMLInputElement).value); }}> days</label>` : nothing}</fieldset>
        <label for="reason">Reason, as the author will read it</label>
        <input type="text" id="reason" maxlength="500" autocomplete="off" aria-describedby="problem" aria-invalid=${this.problem === "" ? "false" : "true"}
          .value=${this.reason} @input=${(event: Event) => { this.reason = (event.target as HTMLInputElement).value; this.problem = ""; }}>
        <p id="problem" class="stop small" role="alert">${this.problem}</p></div>
      <div class="read"><p class="small soft"><bdi>${this.author}</bdi> will read</p>
        <blockquote>${this.#willRead()}</blockquote>
        <div class="both">
          <button type="submit" class="press main ${this.#plain()}" aria-disabled=${this.busy ? "true" : nothing}>${keys.settings.on ? html`<kbd aria-hidden="true">Enter</kbd>` : nothing}${this.#days() === null ? "Block" : "Suspend"}</button>
          <button type="button" class="press ${this.#plain()}" @click=${() => { keys.press("close"); }}>${keys.settings.on ? html`<kbd aria-hidden="true">Esc</kbd>` : nothing}Not yet</button>
        </div></div></form>`;
  }

  #days(): number | null {
    const chosen = TERMS[this.term];
    return chosen === undefined ? this.days : chosen[0];
  }

  #willRead(): string {
    const days = this.#days();
    const until = days === null ? "You can no longer write here." :
      `You cannot write here until ${fullDay(new Date(this.now + Math.min(Math.max(days || 1, 1), 3650) * 86_400_000).toISOString())}.`;
    return `${until} ${this.reason.trim() === "" ? "…" : `“${this.reason.trim()}”`}`;
  }

  #plain(): string {
    return keys.settings.on ? "" : "plain";
  }

  #choose(index: number): boolean {
    if (index > TERMS.length) return false;
    this.term = index;
    this.renderRoot.querySelectorAll<HTMLInputElement>("input[type='radio']")[index]?.focus();
    return true;
  }

  #decide(): void {
    const days = this.#days();
    if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 3650)) {
      this.problem = "Give a whole number of days, from 1 to 3650.";
      return;
    }
    if (this.reason.trim() === "") {
      this.problem = "Say why: the author is told.";
      this.field.focus();
      return;
    }
    if (this.busy) return;
    const sanction: SanctionAsked = { kind: days === null ? "block" : "suspend", days, reason: this.reason.trim() };
    this.dispatchEvent(new CustomEvent<SanctionAsked>("sanction", { detail: sanction }));
  }
}
