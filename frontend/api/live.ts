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

/** Seconds until the stream is asked for again. */
const WAITS = [5, 15, 60];

/** Events: `queue`, `decided` (detail: HeardDecision), `claimed` (detail: HeardClaim), `state` (`connected` has changed). */
export class Live extends EventTarget {
  readonly #url: string;
  #source: EventSource;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** False while the stream is broken; the browser tries again by itself. */
  connected = true;

  constructor(url: string) {
    super();
    this.#url = url;
    this.#source = this.#open();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#source.close();
  }

  #open(): EventSource {
    const source = new EventSource(this.#url);
    source.addEventListener("open", () => {
      this.#tries = 0;
      // Whatever happened while the stream was broken was not heard.
      if (!this.connected) this.dispatchEvent(new CustomEvent("queue"));
      this.#setConnected(true);
    });
    source.addEventListener("error", () => {
      this.#setConnected(false);
      // A lost line the browser mends itself; an answer that says no (a proxy's 502) ends its tries, not ours.
      if (source.readyState === EventSource.CLOSED) this.#tryLater();
    });
    for (const name of ["queue", "decided", "claimed"]) {
      source.addEventListener(name, (event) => { this.#pass(name, (event as MessageEvent<string>).data); });
    }
    return source;
  }

  #tryLater(): void {
    const wait = WAITS[Math.min(this.#tries++, WAITS.length - 1)] ?? 60;
    this.#timer = setTimeout(() => { this.#source = this.#open(); }, wait * 1000);
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
