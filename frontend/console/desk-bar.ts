/** The line above a case: the last decision with its undo, what another moderator did, or what could not be kept. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Outcome } from "../api/desk-types.js";
import { keycap, shortcut } from "./buttons.js";
import { KeyVerbs, keys } from "./keys.js";
import { controls, page } from "./styles.js";
import { clauseName, moment } from "./words.js";

export interface OthersDecision {
  readonly who: string | null;
  readonly outcome: Outcome;
  readonly clause: string | null;
  readonly at: string;
}

const DONE: Record<Outcome, string> = {
  publish: "has published this", hold: "has kept this held", reject: "has rejected this", reword: "has returned this", withdraw: "has withdrawn this",
};

/** "Ada Winter has rejected this under Hatred, 09:41." */
export function othersSentence(other: OthersDecision, now: number): string {
  const under = other.clause === null || other.clause === "" ? "" : ` under “${clauseName(other.clause)}”`;
  return `${other.who ?? "Somebody"} ${DONE[other.outcome]}${under}, ${moment(other.at, now)}.`;
}

@customElement("desk-bar")
export class DeskBar extends LitElement {
  /** What was done last here, with an undo where `undoable`. */
  @property() sentence = "";
  @property({ type: Boolean }) undoable = false;
  @property({ attribute: false }) other: OthersDecision | null = null;
  /** What could not be kept, as a sentence. */
  @property() failure = "";
  @property({ type: Boolean }) retriable = false;
  @property({ type: Number }) now = 0;

  static override readonly styles = [page, controls, css`
    p { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 14px; min-block-size: 35px; padding: 4px 28px; background: var(--fm-shade);
      border-block-end: 1px solid var(--fm-rule); }
    p.other { border-inline-start: 3px solid var(--fm-wait); padding-inline-start: 25px; }
    p.failure { border-inline-start: 3px solid var(--fm-stop); padding-inline-start: 25px; }
    button { font-weight: 600; display: inline-flex; align-items: center; gap: 14px; min-block-size: 28px; }
    kbd { block-size: 20px; }
    @media (max-width: 560px) { p { padding-inline: 16px; } }
  `];

  constructor() {
    super();
    new KeyVerbs(this, () => ({}));
  }

  override render(): TemplateResult {
    return html`${this.failure === "" ? nothing : html`<p class="failure" role="alert"><strong>${this.failure}</strong>${this.retriable ? html`
        <button type="button" class="link" @click=${() => { this.dispatchEvent(new CustomEvent("again")); }}>Try again</button>` : nothing}</p>`}
      ${this.other === null ? nothing : html`<p class="other"><strong>${othersSentence(this.other, this.now)}</strong>
        <button type="button" @click=${() => { keys.press("next"); }} aria-keyshortcuts=${shortcut("next")}><span class="link">Next case</span>${keycap("next")}</button>
        <button type="button" class="link" @click=${() => { this.dispatchEvent(new CustomEvent("otherwise")); }}>Decide otherwise</button></p>`}
      ${this.sentence === "" ? nothing : html`<p><span>${this.sentence}</span>${this.undoable ? html`
        <button type="button" @click=${() => { keys.press("undo"); }} aria-keyshortcuts=${shortcut("undo")}><span class="link">Undo</span>${keycap("undo")}</button>` : nothing}</p>`}`;
  }
}
