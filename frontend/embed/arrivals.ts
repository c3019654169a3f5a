/** New comments: a stream of versions, and the line behind which they wait when they would move what is being read. */

import type { Reader } from "../api/reader.js";
import type { Speech } from "./speech.js";

/** Seconds until a stream that was refused is asked for again. */
const AGAIN = [5, 15, 60];
/** Arrivals are spoken no more often than this, in ms. */
const SPOKEN_EVERY = 30_000;

export interface Arrival {
  readonly version: number;
  readonly count: number;
  readonly numbered?: readonly string[];
}

/** The stream, open only while the page is looked at: a hidden tab holds no connection. */
export class Stream {
  private source: EventSource | null = null;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly onSeen = (): void => {
    if (document.hidden) this.close();
    else this.open();
  };

  constructor(
    private readonly reader: Reader,
    private readonly arrived: (arrival: Arrival) => void,
    private readonly live: (isLive: boolean) => void,
  ) {
    document.addEventListener("visibilitychange", this.onSeen);
    addEventListener("online", this.onSeen);
    this.onSeen();
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.onSeen);
    removeEventListener("online", this.onSeen);
    this.close();
  }

  private open(): void {
    clearTimeout(this.timer);
    if (this.source !== null) return;
    const source = this.reader.live();
    this.source = source;
    source.addEventListener("open", () => {
      this.failures = 0;
      this.live(true);
    });
    source.addEventListener("thread", (event) => {
      try {
        this.arrived(JSON.parse((event as MessageEvent<string>).data) as Arrival);
      } catch {
        // Half a message: the next one says the same again.
      }
    });
    source.addEventListener("error", () => {
      this.live(false);
      // While it is CONNECTING the browser tries by itself; CLOSED means that it has given up.
      if (source.readyState !== EventSource.CLOSED) return;
      this.close();
      const wait = AGAIN[Math.min(this.failures++, AGAIN.length - 1)] ?? 60;
      this.timer = setTimeout(this.onSeen, wait * 1000);
    });
  }

  private close(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }
}

/** The line "2 new comments: show them", in a place that is always kept for it. */
export class ArrivalLine {
  private readonly button = document.createElement("button");
  private lastSpoken = 0;

  constructor(
    private readonly say: (sentence: string) => void,
    shown: () => void,
  ) {
    this.button.type = "button";
    this.button.addEventListener("click", shown);
  }

  /** Puts the line's place behind the comments of a page. */
  standIn(body: HTMLElement): void {
    if (body.querySelector(".arrived") !== null) return;
    const line = document.createElement("div");
    line.className = "arrived";
    const pages = body.querySelector(".pages");
    if (pages !== null) pages.before(line);
    else body.querySelector(".thread")?.append(line);
  }

  announce(body: HTMLElement, speech: Speech, waiting: number): void {
    const line = body.querySelector(".arrived");
    if (waiting === 0) return line?.replaceChildren();
    this.button.textContent = speech.count("arrived", waiting);
    line?.replaceChildren(this.button);
    if (Date.now() - this.lastSpoken < SPOKEN_EVERY) return;
    this.lastSpoken = Date.now();
    this.say(this.button.textContent);
  }
}

/** Whether what is put behind `place` would move anything that can be seen now. */
export function movesWhatIsSeen(place: Element | null): boolean {
  return place !== null && place.getBoundingClientRect().bottom < innerHeight;
}
