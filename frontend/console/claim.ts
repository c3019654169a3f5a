/** "I am on it": said to colleagues once a case has been open for a moment, taken back when it is left. A courtesy, no lock. */

import type { Desk } from "../api/desk.js";

/** Leafing through the queue claims nothing. */
const SETTLED = 1200;

export class Claim {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #held: { readonly desk: Desk; readonly comment: string } | null = null;

  take(desk: Desk, comment: string): void {
    if (this.#held?.comment === comment) return;
    this.release();
    this.#timer = setTimeout(() => {
      this.#held = { desk, comment };
      void desk.claim(comment);
    }, SETTLED);
  }

  release(): void {
    clearTimeout(this.#timer);
    if (this.#held !== null) void this.#held.desk.release(this.#held.comment);
    this.#held = null;
  }
}
