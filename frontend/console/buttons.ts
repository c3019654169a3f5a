/** Buttons that carry their key: the cap is printed while single keys are on. */

import { html, nothing, type TemplateResult } from "lit";
import { cap, type KeyVerb } from "./keymap.js";
import { keys } from "./keys.js";

/** The cap of a verb's key; nothing where single keys are off. */
export function keycap(verb: KeyVerb): TemplateResult | typeof nothing {
  return keys.settings.on ? html`<kbd aria-hidden="true">${cap(keys.settings.map[verb])}</kbd>` : nothing;
}

/** For `aria-keyshortcuts`. */
export function shortcut(verb: KeyVerb): string | typeof nothing {
  return keys.settings.on ? cap(keys.settings.map[verb]) : nothing;
}

export interface VerbButton {
  readonly verb: KeyVerb;
  readonly words: string;
  /** For a verb that opens a choice: whether it is open. */
  readonly open?: boolean;
  /** Why it cannot act now; it stays focusable. */
  readonly reason?: string;
}

export function verbButton(button: VerbButton): TemplateResult {
  return html`<button type="button" class="press ${keys.settings.on ? "" : "plain"}" aria-keyshortcuts=${shortcut(button.verb)}
    aria-expanded=${button.open === undefined ? nothing : button.open}
    aria-disabled=${button.reason === undefined ? nothing : "true"} title=${button.reason ?? nothing}
    @click=${() => { keys.press(button.verb); }}>${keycap(button.verb)}${button.words}</button>`;
}
