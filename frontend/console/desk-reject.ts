/** Choosing the clause of a rejection, with what the author will read. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { ClauseChoice } from "../api/desk-types.js";
import { KeyVerbs, keys } from "./keys.js";
import { choosing, controls, page } from "./styles.js";
import { clauseName } from "./words.js";

const DIGITS = 9;

@customElement("desk-reject")
export class DeskReject extends LitElement {
  @property({ attribute: false }) clauses: readonly ClauseChoice[] = [];
  @property() author = "";
  @property({ type: Boolean }) busy = false;
  @state() private chosen = 0;
  @query("input") private first!: HTMLInputElement | null;

  static override readonly styles = [page, controls, css`
    form { display: grid; grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); gap: 0 16px; }
    fieldset { display: block; columns: 2 134px; column-gap: 12px; }
    label { display: flex; align-items: center; gap: 9px; min-block-size: 28px; font-weight: 400; cursor: pointer; break-inside: avoid; line-height: 1.2; }
    input { position: absolute; opacity: 0; inline-size: 22px; block-size: 22px; margin: 0; min-block-size: 0; }
    label kbd { flex: none; inline-size: 22px; block-size: 22px; }
  `, choosing];

  constructor() {
    super();
    new KeyVerbs(this, () => ({
      digit: (digit) => this.#choose(digit - 1),
      confirm: () => { this.#decide(); return true; },
    }));
  }

  override focus(): void {
    this.first?.focus();
  }

  override render(): TemplateResult {
    const chosen = this.clauses[this.chosen];
    if (chosen === undefined) return html`<p>The policy has no clause that a moderator can cite.</p>`;
    return html`<form @submit=${(event: Event) => { event.preventDefault(); this.#decide(); }}>
      <fieldset><legend class="spoken">Which clause does it break?</legend>
        ${this.clauses.map((clause, index) => this.#clause(clause, index))}</fieldset>
      <div class="read"><p class="small soft"><bdi>${this.author}</bdi> will read</p>
        <blockquote aria-live="polite">${chosen.will_read}</blockquote>
        <div class="both">
          <button type="submit" class="press main ${this.#plain()}" aria-disabled=${this.busy ? "true" : nothing}>${keys.settings.on ? html`<kbd aria-hidden="true">Enter</kbd>` : nothing}Reject</button>
          <button type="button" class="press ${this.#plain()}" @click=${() => { keys.press("close"); }}>${keys.settings.on ? html`<kbd aria-hidden="true">Esc</kbd>` : nothing}Not yet</button>
        </div></div></form>`;
  }

  #clause(clause: ClauseChoice, index: number): TemplateResult {
    return html`<label title=${clause.rule}><input type="radio" name="clause" .checked=${index === this.chosen}
      @change=${() => { this.#choose(index); }}><kbd aria-hidden="true">${index < DIGITS ? index + 1 : "·"}</kbd>${clauseName(clause.id)}</label>`;
  }

  #plain(): string {
    return keys.settings.on ? "" : "plain";
  }

  #choose(index: number): boolean {
    if (index >= this.clauses.length) return false;
    this.chosen = index;
    const radios = this.renderRoot.querySelectorAll<HTMLInputElement>("input");
    radios[index]?.focus();
    return true;
  }

  #decide(): void {
    const clause = this.clauses[this.chosen];
    if (clause !== undefined && !this.busy) this.dispatchEvent(new CustomEvent<string>("decide", { detail: clause.id }));
  }
}
