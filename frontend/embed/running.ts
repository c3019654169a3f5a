/** A discussion that runs in a shadow root: fetches its pages, keeps them new, and says when it cannot. */

import type { Reader, Which } from "../api/reader.js";
import { Acts } from "./acts.js";
import { ArrivalLine, movesWhatIsSeen, Stream, type Arrival } from "./arrivals.js";
import type { Kept } from "./kept.js";
import { OwnComments } from "./own-comments.js";
import type { Speech } from "./speech.js";
import { focusOn, type Published, type Talk } from "./talk.js";
import { ThreadPage } from "./thread-page.js";

/** Nothing is said of loading before this, in ms. */
const PATIENCE = 400;
/** Seconds until a page that could not be fetched is asked for again. */
const AGAIN = [5, 15, 60];
/** How often what waits for a moderator is asked about, in ms; a rejection changes no thread and so sends no word. */
const ASK_EVERY = 60_000;

export interface Setting {
  /** The words before the server has sent its own. */
  readonly speech: Speech;
  readonly headingLevel: number;
  /** The discussion as a page without a script, if the newspaper links it. */
  readonly page: string;
}

export class Running implements Talk {
  private shown: ThreadPage | undefined;
  private newer: ThreadPage | undefined;
  private newest = 0;
  private fetching = false;
  private stream: Stream | undefined;
  private readonly frame = document.createElement("div");
  private readonly status = document.createElement("p");
  private readonly acts: Acts;
  private readonly own: OwnComments;
  private readonly line: ArrivalLine;
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();
  private readonly onHash = (): void => { this.followHash(); };
  private readonly onNetwork = (): void => { this.sayWhetherOffline(); };
  /** New comments that stand on other pages: their numbers, where the stream told them, and how many. */
  private elsewhere: string[] = [];
  private away = 0;

  constructor(
    private readonly root: ShadowRoot,
    readonly reader: Reader,
    readonly kept: Kept,
    private readonly setting: Setting,
  ) {
    this.own = new OwnComments(this);
    this.acts = new Acts(this, this.own);
    this.line = new ArrivalLine((sentence) => { this.say(sentence); }, () => { void this.showArrived(); });
    this.status.className = "hidden";
    this.status.role = "status";
  }

  get page(): ThreadPage {
    if (this.shown === undefined) throw new TypeError("no page is shown yet");
    return this.shown;
  }

  async start(): Promise<void> {
    this.root.replaceChildren(this.frame, this.status);
    this.acts.listen(this.root);
    addEventListener("hashchange", this.onHash);
    addEventListener("online", this.onNetwork);
    addEventListener("offline", this.onNetwork);
    this.frame.className = "folkmoot pending";
    const patience = this.later(PATIENCE, () => { this.pend(); });
    const number = numberInHash();
    const first: Which = number === null ? { order: "oldest", page: 1 } : { order: "oldest", at: number };
    for (let failures = 0; !(await this.fetchFirst(first)); failures++) {
      clearTimeout(patience);
      if (!this.root.host.isConnected) return;
      const wait = AGAIN[failures];
      await this.failed(wait);
    }
    clearTimeout(patience);
    if (number !== null) this.followHash();
    this.stream = new Stream(this.reader, (arrival) => { this.arrived(arrival); }, (live) => {
      const said = this.page.body.querySelector<HTMLElement>(".arriving");
      if (said !== null) said.hidden = !live;
    });
    this.later(ASK_EVERY, () => { void this.askAboutWaiting(); });
    await this.own.load();
  }

  stop(): void {
    removeEventListener("hashchange", this.onHash);
    removeEventListener("online", this.onNetwork);
    removeEventListener("offline", this.onNetwork);
    this.timers.forEach(clearTimeout);
    this.stream?.stop();
    this.own.stop();
  }

  say(sentence: string): void {
    this.status.textContent = "";
    this.later(50, () => { this.status.textContent = sentence; });
  }

  addressOf(number: string): string {
    return `${this.reader.url}#folkmoot-${number}`;
  }

  async show(which: Which): Promise<boolean> {
    const answer = await this.reader.page(which);
    if (!answer.ok) {
      this.say(this.page.speech.say("failed"));
      return false;
    }
    const typed = this.page.body.querySelector<HTMLElement>(".writing");
    this.put(ThreadPage.from(answer.value), typed);
    await this.own.load();
    return true;
  }

  async refresh(own?: Published): Promise<void> {
    const page = await this.fetchNewer(own);
    if (page === undefined) return;
    if (page.page === this.page.page && page.order === this.page.order) {
      this.merge(page);
    } else {
      this.put(page, this.page.body.querySelector<HTMLElement>(".writing"));
      await this.own.load();
    }
  }

  async goTo(number: string): Promise<void> {
    let item = this.page.comment(number);
    if (item === null && (await this.show({ order: this.page.order, at: number }))) item = this.page.comment(number);
    focusOn(item?.querySelector<HTMLElement>("article") ?? this.page.body.querySelector("h2"));
  }

  private async fetchFirst(which: Which): Promise<boolean> {
    const answer = await this.reader.page(which);
    if (!answer.ok && which.at !== undefined && answer.problem.status === 404) return this.fetchFirst({ order: "oldest" });
    if (answer.ok) this.put(ThreadPage.from(answer.value));
    return answer.ok;
  }

  /** Shows a page whole; the form under the thread is carried over, with what is typed in it. */
  private put(page: ThreadPage, writing: HTMLElement | null = null): void {
    const next = page.body.querySelector(".writing");
    if (writing !== null && next !== null && !page.closed) next.replaceWith(writing);
    this.shown?.body.remove();
    this.shown = page;
    this.newer = undefined;
    this.elsewhere = [];
    this.away = 0;
    this.newest = Math.max(this.newest, page.version);
    this.frame.replaceWith(page.body);
    if (!page.body.isConnected) this.root.prepend(page.body);
    this.ready();
  }

  private ready(): void {
    const { body } = this.page;
    for (const item of this.page.comments()) this.acts.wake(item);
    this.acts.openMainForm();
    this.line.standIn(body);
    this.level(body);
    this.sayWhetherOffline();
  }

  private level(within: HTMLElement): void {
    if (this.setting.headingLevel === 2) return;
    for (const heading of within.querySelectorAll("h2, h3")) {
      heading.ariaLevel = String(Math.min(6, this.setting.headingLevel + Number(heading.localName[1]) - 2));
    }
  }

  private merge(page: ThreadPage): HTMLElement[] {
    const added = this.page.merge(page, (item) => { this.wake(item); });
    this.newer = undefined;
    this.ready();
    this.line.announce(this.page.body, this.page.speech, this.away);
    return added;
  }

  /** Readies what was put in; what is mine had buttons that nobody else has. */
  private wake(item: HTMLElement): void {
    this.acts.wake(item);
    if (this.own.isMine(item.id.slice(1))) void this.own.load();
  }

  private arrived(arrival: Arrival): void {
    this.newest = Math.max(this.newest, arrival.version);
    for (const number of arrival.numbered ?? []) {
      if (this.page.comment(number) === null && !this.elsewhere.includes(number)) this.elsewhere.push(number);
    }
    if (this.newest > (this.newer ?? this.page).version && !this.fetching) void this.catchUp();
  }

  private async catchUp(): Promise<void> {
    this.fetching = true;
    const page = await this.fetchNewer();
    this.fetching = false;
    if (page === undefined || page.version <= this.page.version) return;
    if (this.own.isWaiting) void this.own.load();
    const { added, changed, gone } = this.page.difference(page);
    const before = this.newer ?? this.page;
    this.away += Math.max(0, page.count - before.count - (page.comments().length - before.comments().length));
    this.elsewhere = this.elsewhere.filter((number) => this.page.comment(number) === null && page.comment(number) === null);
    if (added.length === 0 || !added.some((item) => movesWhatIsSeen(this.placeOf(item, page)))) {
      this.merge(page);
    } else {
      // What was taken back or changed must not wait until somebody wants to see what is new.
      this.page.change(changed.filter((item) => !gone.includes(item)), (item) => { this.wake(item); });
      this.newer = page;
      this.line.announce(this.page.body, this.page.speech, added.length + this.away);
    }
  }

  /** Fetches a page again until it is as new as what stream and answer have told; snapshots may be a moment late. */
  private async fetchNewer(own?: Published): Promise<ThreadPage | undefined> {
    const { order, page: shown } = this.page;
    const which: Which = own === undefined || this.page.comment(own.number) !== null ? { order, page: shown } : { order, at: own.number };
    for (let tries = 0; ; tries++) {
      const answer = await this.reader.page(which);
      if (!answer.ok) return undefined;
      const page = ThreadPage.from(answer.value);
      if ((page.version >= this.newest && (own === undefined || page.shows(own.number, own.texts))) || tries === 3) return page;
      await new Promise((resolve) => this.later(500 * 2 ** tries, () => { resolve(undefined); }));
    }
  }

  /** Behind what a new comment will stand. */
  private placeOf(item: HTMLElement, page: ThreadPage): Element | null {
    const order = page.comments();
    for (let index = order.indexOf(item) - 1; index >= 0; index--) {
      const shown = this.page.comment(order[index]?.id.slice(1) ?? "");
      if (shown !== null) return shown;
    }
    return this.page.body.querySelector(".head");
  }

  private async showArrived(): Promise<void> {
    const [number] = this.elsewhere;
    const { order, pages } = this.page;
    if (this.newer !== undefined) {
      const [first] = this.merge(this.newer);
      focusOn(first?.querySelector<HTMLElement>("article") ?? null);
    } else if (number !== undefined) {
      await this.goTo(number);
    } else if (await this.show({ order, page: order === "newest" ? 1 : pages })) {
      const newest = this.page.comments().at(order === "newest" ? 0 : -1);
      focusOn(newest?.querySelector<HTMLElement>("article") ?? null);
    }
  }

  private async askAboutWaiting(): Promise<void> {
    if (this.own.isWaiting && !document.hidden) await this.own.load();
    this.later(ASK_EVERY, () => { void this.askAboutWaiting(); });
  }

  private followHash(): void {
    const number = numberInHash();
    if (number !== null) void this.goTo(number);
  }

  private pend(): void {
    const { speech, page } = this.setting;
    const said = document.createElement("p");
    said.textContent = speech.say("loading");
    this.frame.replaceChildren(said);
    if (page !== "") this.frame.append(line(page, speech.say("page")));
  }

  /** Says that the discussion could not be fetched; resolves when it is to be tried again. */
  private failed(seconds: number | undefined): Promise<void> {
    const { speech } = this.setting;
    const note = document.createElement("div");
    note.className = "note stop";
    const said = document.createElement("p");
    const strong = document.createElement("b");
    strong.textContent = speech.say("failed");
    said.append(strong, ` ${speech.say("complete")}`);
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = speech.say("again");
    note.append(said, again);
    this.frame.replaceChildren(note);
    return new Promise((resolve) => {
      again.addEventListener("click", () => { resolve(); });
      if (seconds !== undefined) this.later(seconds * 1000, () => { resolve(); });
    });
  }

  private sayWhetherOffline(): void {
    const writing = this.shown?.body.querySelector(".writing");
    if (writing == null) return;
    writing.querySelector(".offline")?.remove();
    if (navigator.onLine) return;
    const note = document.createElement("p");
    note.className = "note wait offline";
    const strong = document.createElement("b");
    strong.textContent = this.page.speech.say("offline");
    note.append(strong, ` ${this.page.speech.say("asItWas", { time: this.page.speech.now() })}`);
    writing.prepend(note);
    this.say(note.textContent);
  }

  private later(milliseconds: number, then: () => void): ReturnType<typeof setTimeout> {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      then();
    }, milliseconds);
    this.timers.add(timer);
    return timer;
  }
}

function line(href: string, words: string): HTMLParagraphElement {
  const said = document.createElement("p");
  const link = document.createElement("a");
  link.href = href;
  link.textContent = words;
  said.append(link);
  return said;
}

/** `#folkmoot-3.1` in the newspaper's address, or `#c3.1` as Folkmoot's own pages have it. */
function numberInHash(): string | null {
  return /^#(?:folkmoot-|c)(\d+(?:\.\d+)*)$/.exec(location.hash)?.[1] ?? null;
}
