/** Where to go, by a digit: the columns of the present view, then the other views. */

import { LitElement, css, html, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { KeyVerbs } from "./keys.js";
import { controls, page } from "./styles.js";

export interface Place {
  readonly name: string;
  readonly words: string;
}

@customElement("desk-goto")
export class DeskGoto extends LitElement {
  @property({ attribute: false }) places: readonly Place[] = [];
  @query("button") private first!: HTMLButtonElement;

  static override readonly styles = [page, controls, css`
    :host { border-block-start: 1px solid var(--fm-rule); padding-block-start: 8px; }
    h2 { font-size: var(--fm-text-2); margin-block-end: 4px; }
    ol { display: flex; flex-wrap: wrap; gap: 4px 16px; }
    button { display: inline-flex; align-items: center; gap: 9px; min-block-size: 28px; }
    kbd { block-size: 22px; min-inline-size: 22px; }
  `];

  constructor() {
    super();
    new KeyVerbs(this, () => ({
      digit: (digit) => {
        const place = this.places[digit - 1];
        if (place === undefined) return false;
        this.#go(place);
        return true;
      },
    }));
  }

  override focus(): void {
    this.first.focus();
  }

  override render(): TemplateResult {
    return html`<section aria-label="Go to"><h2>Go to</h2><ol>${this.places.map((place, index) => html`<li><button type="button"
      @click=${() => { this.#go(place); }}><kbd aria-hidden="true">${index + 1}</kbd>${place.words}</button></li>`)}</ol></section>`;
  }

  #go(place: Place): void {
    this.dispatchEvent(new CustomEvent<string>("go", { detail: place.name }));
  }
}
