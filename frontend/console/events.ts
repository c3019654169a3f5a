/** What the desk's elements say to those around them. */

import type { Decided } from "../api/desk-types.js";

export interface DeskEvents {
  /** A sentence for the polite status, spoken and not shown. */
  "desk-say": string;
  /** Open a comment in the present view: its id. */
  "desk-open": string;
  /** Go to a path of the desk. */
  "desk-go": string;
  /** The same, in place of the present entry of the browser's history. */
  "desk-replace": string;
  /** How many wait in all. */
  "desk-total": number;
  /** A decision on a comment was undone: its id. */
  "desk-undone": string;
  /** A decision was taken here. */
  "desk-decided": { readonly comment: string; readonly decided: Decided };
  /** The next case (1) or the one before (-1). */
  "desk-move": 1 | -1;
  /** The server no longer knows who sits here. */
  "desk-signed-out": undefined;
}

/** Dispatches one of the desk's events through all shadow roots. */
export function tell<Name extends keyof DeskEvents>(from: EventTarget, name: Name, detail: DeskEvents[Name]): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
