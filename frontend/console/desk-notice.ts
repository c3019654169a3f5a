/** In place of what cannot be shown: it is being fetched, it could not be fetched, or there is nothing. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Problem } from "../api/request.js";
import { controls, page } from "./styles.js";

/** What is there sooner needs no sentence. */
const QUIET = 400;
const TRIES = [5, 15, 60];

@customElement("desk-notice")
export class DeskNotice extends LitElement {
  /** "The queue": the subject of every sentence here. */
  @property() subject = "";
  @property({ attribute: false }) problem: Problem | null = null;
  @state() private slow = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;

  static override readonly styles = [page, controls, css`
    :host { padding: 16px 28px; }
    .big { font: var(--fm-text-4)/1.5 var(--fm-serif); color: var(--fm-soft); }
    div { border-inline-start: 3px solid var(--fm-stop); padding-inline-start: 14px; }
    .press { margin-block-start: 8px; min-block-size: 34px; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setTimeout(() => { this.slow = true; }, QUIET);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("problem") && this.problem !== null) this.#tryLater(this.problem);
  }

  override render(): TemplateResult {
    if (this.problem === null) return this.slow ? html`<p class="big">${this.subject} is being fetched …</p>` : html``;
    return html`<div role="alert"><p><strong>${this.subject} could not be fetched.</strong> ${this.problem.detail}</p>
      <button type="button" class="press plain" @click=${this.#again}>Try again</button></div>${nothing}`;
  }

  /** What the server refused stays refused; what failed on the way is tried again by itself. */
  #tryLater(problem: Problem): void {
    const wait = TRIES[this.#tries];
    if (wait === undefined || (problem.status >= 400 && problem.status < 500)) return;
    this.#tries++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#again, wait * 1000);
  }

  #again = (): void => {
    clearTimeout(this.#timer);
    this.dispatchEvent(new CustomEvent("again"));
  };
}
