/** What the parts of the discussion element share. */

import type { Reader, Which } from "../api/reader.js";
import type { Kept } from "./kept.js";
import type { ThreadPage } from "./thread-page.js";

/** What a page must hold to be as new as an answer: a number, with one of these texts. */
export interface Published {
  readonly number: string;
  readonly texts: readonly string[];
}

export interface Talk {
  readonly reader: Reader;
  readonly kept: Kept;
  /** The page that is shown now. */
  readonly page: ThreadPage;
  /** Speaks a sentence politely; there is one place for it. */
  say(sentence: string): void;
  /** Shows another page of the thread; resolves when it stands there, or false when it could not be fetched. */
  show(which: Which): Promise<boolean>;
  /**
   * Fetches the shown page again and puts in what is new, without waiting behind a line. With `own`, which was published:
   * the page on which it stands, once it does; a page may be a moment older than the answer to its author.
   */
  refresh(own?: Published): Promise<void>;
  /** Goes to a number, on whatever page it stands, and focuses it. */
  goTo(number: string): Promise<void>;
  /** The address in the newspaper at which a number is shown. */
  addressOf(number: string): string;
}

/** Puts the focus on something that is no control. */
export function focusOn(target: HTMLElement | null): void {
  if (target === null) return;
  if (!target.matches("a, button, input, textarea, summary")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  const { top, bottom } = target.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) target.scrollIntoView({ block: bottom - top > innerHeight ? "start" : "center" });
}
