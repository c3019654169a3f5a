/** A score as a line from 0 to 1, with strokes where the policy holds and rejects. */

import { LitElement, css, html, nothing, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

@customElement("desk-score")
export class DeskScore extends LitElement {
  @property({ type: Number }) score = 0;
  @property({ type: Number }) hold: number | null = null;
  @property({ type: Number }) reject: number | null = null;

  static override readonly styles = css`
    :host { display: block; block-size: 14px; }
    svg { display: block; inline-size: 100%; block-size: 14px; overflow: visible; }
    :host(:dir(rtl)) svg { transform: scaleX(-1); }
    .whole { stroke: var(--fm-edge); stroke-width: 1.5; }
    .score { stroke: var(--fm-ink); stroke-width: 5; }
    .hold { stroke: var(--fm-wait); stroke-width: 2; }
    .reject { stroke: var(--fm-stop); stroke-width: 2; }
    line { vector-effect: non-scaling-stroke; }
  `;

  override render(): TemplateResult {
    return html`<svg viewBox="0 0 100 14" preserveAspectRatio="none" role="img" aria-label=${this.#words()}>
      <line class="whole" x1="0" x2="100" y1="7" y2="7"></line>
      <line class="score" x1="0" x2=${at(this.score)} y1="7" y2="7"></line>
      ${stroke("hold", this.hold)}${stroke("reject", this.reject)}</svg>`;
  }

  #words(): string {
    const held = this.hold === null ? "" : `, held from ${this.hold.toFixed(2)}`;
    const rejected = this.reject === null ? "" : `, rejected from ${this.reject.toFixed(2)}`;
    return `${this.score.toFixed(2)} of 1${held}${rejected}`;
  }
}

function at(score: number): number {
  return Math.min(1, Math.max(0, score)) * 100;
}

function stroke(name: "hold" | "reject", score: number | null): TemplateResult | typeof nothing {
  return score === null ? nothing : svg`<line class=${name} x1=${at(score)} x2=${at(score)} y1="1" y2="13"></line>`;
}
