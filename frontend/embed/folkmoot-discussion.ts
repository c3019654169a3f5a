/** `<folkmoot-discussion site="ferry-post">`: the discussion under an article, in the article's own page. */

import tokens from "../tokens.css?inline";
import discussion from "../elements/discussion.css?inline";
import own from "./embed.css?inline";
import { Kept } from "./kept.js";
import { Reader } from "../api/reader.js";
import { Running } from "./running.js";
import { firstSpeech } from "./first-words.js";

/** Folkmoot's own address: where this script came from. */
export const BASE = new URL("./", import.meta.url).href;

/**
 * Attributes: `site`, the publication's short name; `href`, the story's URL, where it is not the page's canonical link;
 * `heading-level`, 2 by default, the level of the heading "Discussion".
 */
export class FolkmootDiscussion extends HTMLElement {
  private running: Running | undefined;

  connectedCallback(): void {
    if (this.running !== undefined) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet()];
    const site = this.getAttribute("site") ?? "";
    const kept = new Kept(site);
    const reader = new Reader(BASE, site, storyUrl(this), () => kept.token);
    this.running = new Running(root, reader, kept, {
      speech: firstSpeech(this),
      headingLevel: Number(this.getAttribute("heading-level")) || 2,
      page: this.querySelector<HTMLAnchorElement>("a[href]")?.href ?? "",
    });
    void this.running.start();
  }

  disconnectedCallback(): void {
    // Moved within the page: it comes back at once, and goes on.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.running?.stop();
      this.running = undefined;
    });
  }
}

/** The story's URL: the attribute's, else the page's canonical link, else where we are. */
export function storyUrl(element: Element): string {
  const canonical = document.querySelector<HTMLLinkElement>("link[rel=canonical][href]");
  const url = new URL(element.getAttribute("href") ?? canonical?.href ?? location.href, document.baseURI);
  url.hash = "";
  return url.href;
}

let shared: CSSStyleSheet | undefined;

function sheet(): CSSStyleSheet {
  if (shared === undefined) {
    shared = new CSSStyleSheet();
    shared.replaceSync(tokens + discussion + own);
  }
  return shared;
}
