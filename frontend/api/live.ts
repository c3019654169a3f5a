/** What the desk hears while it is open: changes of the queue, decisions and claims of others. */

import type { Outcome } from "./desk-types.js";

export interface HeardDecision {
  readonly comment: string;
  readonly who: string | null;
  readonly outcome: Outcome;
  readonly clause: string | null;
  readonly at: string;
  readonly seq: number;
  readonly n: number;
}

export interface HeardClaim {
  readonly comment: string;
  readonly who: string | null;
}

/** Events: `queue`, `decided` (detail: HeardDecision), `claimed` (detail: HeardClaim), `state` (`connected` has changed). */
export class Live extends EventTarget {
  readonly #source: EventSource;
  /** False while the stream is broken; the browser tries again by itself. */
  connected = true;

  constructor(url: string) {
    super();
    this.#source = new EventSource(url);
    this.#source.addEventListener("open", () => {
      // Whatever happened while the stream was broken was not heard.
      if (!this.connected) this.dispatchEvent(new CustomEvent("queue"));
      this.#setConnected(true);
    });
    this.#source.addEventListener("error", () => { this.#setConnected(false); });
    for (const name of ["queue", "decided", "claimed"]) {
      this.#source.addEventListener(name, (event) => { this.#pass(name, (event as MessageEvent<string>).data); });
    }
  }

  close(): void {
    this.#source.close();
  }

  #setConnected(connected: boolean): void {
    if (connected === this.connected) return;
    this.connected = connected;
    this.dispatchEvent(new Event("state"));
  }

  #pass(name: string, data: string): void {
    let detail: unknown = null;
    try {
      detail = JSON.parse(data);
    } catch {
      // An event that cannot be read still says that something has changed.
    }
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
