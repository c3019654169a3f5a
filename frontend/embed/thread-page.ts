/** The page of the thread that is shown: the server's HTML, put in whole or merged into what stands there. */

import { elements } from "./safe-html.js";
import { Speech } from "./speech.js";
import { focusOn } from "./talk.js";

/** What a fetched page would add to the shown one. */
export interface Difference {
  readonly added: readonly HTMLElement[];
  readonly changed: readonly HTMLElement[];
  readonly gone: readonly HTMLElement[];
}

export class ThreadPage {
  speech: Speech;
  /** The server's HTML of each comment as it was put in, to notice what has changed. */
  private readonly served = new Map<string, string>();

  constructor(
    /** The element of class `folkmoot` that the server sends. */
    readonly body: HTMLElement,
  ) {
    this.speech = Speech.of(body);
    for (const item of this.comments()) this.served.set(item.id, item.outerHTML);
  }

  static from(html: string): ThreadPage {
    const body = elements(html).querySelector<HTMLElement>(".folkmoot");
    if (body === null) throw new TypeError("the answer holds no discussion");
    return new ThreadPage(document.importNode(body, true));
  }

  get version(): number {
    return Number(this.body.dataset["version"]);
  }

  get count(): number {
    return Number(this.body.dataset["count"]);
  }

  get page(): number {
    return Number(this.body.dataset["page"]);
  }

  get pages(): number {
    return Number(this.body.dataset["pages"]);
  }

  get order(): string {
    return this.body.dataset["order"] ?? "oldest";
  }

  get longest(): number {
    return Number(this.body.dataset["longest"]);
  }

  get closed(): boolean {
    return this.body.dataset["discussion"] === "closed";
  }

  get address(): string {
    return this.body.dataset["pageUrl"] ?? "";
  }

  comments(): HTMLElement[] {
    return [...this.body.querySelectorAll<HTMLElement>(".comments > .comment")];
  }

  comment(number: string): HTMLElement | null {
    return this.body.querySelector(`#${CSS.escape(`c${number}`)}`);
  }

  /** Whether a number stands here with one of these texts. */
  shows(number: string, texts: readonly string[]): boolean {
    const text = this.comment(number)?.querySelector(".text");
    return text != null && texts.includes(wordsOf(text));
  }

  /** The last of a branch, so that a new reply can be put behind it. */
  endOfBranch(number: string): HTMLElement | null {
    const branch = this.comments().filter((c) => c.id === `c${number}` || c.id.startsWith(`c${number}.`));
    return branch.at(-1) ?? null;
  }

  /** Compares with a newer fetch of the same page. */
  difference(newer: ThreadPage): Difference {
    return {
      added: newer.comments().filter((item) => !this.served.has(item.id)),
      changed: newer.comments().filter((item) => (this.served.get(item.id) ?? item.outerHTML) !== item.outerHTML),
      gone: this.comments().filter((item) => newer.comment(item.id.slice(1)) === null),
    };
  }

  /** Replaces the comments whose text or state is another; nothing else moves. `wake` readies what was put in. */
  change(items: readonly HTMLElement[], wake: (item: HTMLElement) => void): void {
    for (const item of items) {
      const shown = this.comment(item.id.slice(1));
      if (shown === null) continue;
      const focused = shown.querySelector("article:focus") !== null;
      this.served.set(item.id, item.outerHTML);
      shown.replaceChildren(...item.childNodes);
      wake(shown);
      if (focused) focusOn(shown.querySelector<HTMLElement>("article"));
    }
  }

  /** Puts new comments where they belong and takes over everything around them; returns the new ones as shown. */
  merge(newer: ThreadPage, wake: (item: HTMLElement) => void): HTMLElement[] {
    const { added, changed, gone } = this.difference(newer);
    this.change(changed, wake);
    for (const item of gone) {
      this.served.delete(item.id);
      item.remove();
    }
    const list = this.body.querySelector(".comments");
    if (list === null && added.length > 0) {
      this.takeOver(newer, [".order", ".thread"]);
      for (const item of this.comments()) {
        this.served.set(item.id, item.outerHTML);
        wake(item);
      }
    } else if (list !== null) {
      this.insert(list, newer.comments(), new Set(added), wake);
    }
    this.takeOver(newer, [".count", ".pages", ".policy"]);
    if (newer.closed !== this.closed || newer.body.dataset["discussion"] !== this.body.dataset["discussion"])
      this.takeOver(newer, [".writing"]);
    for (const name of ["version", "count", "pages", "discussion", "slug", "pageUrl"])
      this.body.dataset[name] = newer.body.dataset[name] ?? "";
    return added.map((item) => this.comment(item.id.slice(1))).filter((item) => item !== null);
  }

  /** A new comment goes behind the one before it, and behind the form in which that one is being answered. */
  private insert(list: Element, order: HTMLElement[], added: ReadonlySet<HTMLElement>, wake: (item: HTMLElement) => void): void {
    let before: Element | null = null;
    for (const item of order) {
      if (!added.has(item)) {
        before = this.comment(item.id.slice(1)) ?? before;
        continue;
      }
      this.served.set(item.id, item.outerHTML);
      while (before?.nextElementSibling?.matches(".answering")) before = before.nextElementSibling;
      if (before === null) list.prepend(item);
      else before.after(item);
      wake(item);
      before = item;
    }
  }

  private takeOver(newer: ThreadPage, selectors: readonly string[]): void {
    for (const selector of selectors) {
      const mine = this.body.querySelector(selector);
      const theirs = newer.body.querySelector(selector);
      if (mine !== null && theirs !== null && mine.outerHTML !== theirs.outerHTML) mine.replaceWith(theirs);
      else if (mine === null && theirs !== null) this.addAround(selector, theirs);
      else if (theirs === null && mine !== null) mine.remove();
    }
  }

  private addAround(selector: string, added: Element): void {
    if (selector === ".pages") this.body.querySelector(".thread")?.append(added);
    else if (selector === ".order") this.body.querySelector(".head")?.after(added);
  }
}

/** A text's words, however its elements are broken into lines. */
export function wordsOf(element: Element): string {
  return (element.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** What was written today shows its time alone. */
export function hideToday(item: HTMLElement): void {
  for (const time of item.querySelectorAll<HTMLTimeElement>("time")) {
    const day = time.querySelector<HTMLElement>(".day");
    if (day !== null) day.hidden = new Date(time.dateTime).toDateString() === new Date().toDateString();
  }
}
