/** The row of verbs under a case: each a button with its key. */

import { LitElement, css, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { State } from "../api/desk-types.js";
import { verbButton } from "./buttons.js";
import { KeyVerbs } from "./keys.js";
import { controls, page } from "./styles.js";

@customElement("desk-verbs")
export class DeskVerbs extends LitElement {
  /** Which choice is open below: "reject", "block", "note" or none. */
  @property() open = "";
  /** Why nothing may be decided now; empty: it may. */
  @property() reason = "";
  @property() state: State = "held";
  /** It is in the queue: a published comment too, when a reader has flagged it. */
  @property({ type: Boolean }) waits = false;

  static override readonly styles = [page, controls, css`
    div { display: flex; flex-wrap: wrap; gap: var(--fm-2); }
    .end { margin-inline-start: auto; display: flex; gap: var(--fm-2); }
    @media (max-width: 1119px) { .end { margin-inline-start: 0; } }
    /* On a phone the words alone: the keys stand in the help. */
    @media (max-width: 560px) { div { gap: 6px; } kbd { display: none; } .press { padding-inline: 12px; } }
  `];

  constructor() {
    super();
    new KeyVerbs(this, () => ({}));
  }

  override render(): TemplateResult {
    const waits = this.reason === "" ? {} : { reason: this.reason };
    const published = this.state === "published";
    const already = published && !this.waits ? { reason: "It is published already." } : {};
    return html`<div role="group" aria-label="Decide">
      ${verbButton({ verb: "publish", words: published ? "Keep published" : "Publish", ...already, ...waits })}
      ${verbButton({ verb: "reject", words: "Reject …", open: this.open === "reject", ...waits })}
      ${verbButton({ verb: "hold", words: this.state === "held" ? "Keep held" : "Hold", ...waits })}
      ${verbButton({ verb: "block", words: "Block author …", open: this.open === "block" })}
      <span class="end">${verbButton({ verb: "note", words: "Note", open: this.open === "note" })}</span></div>`;
  }
}
