/** `<folkmoot-count site="ferry-post" href="…">`: how many comments a story has, as words. */

import { counts } from "../api/reader.js";
import { firstSpeech } from "./first-words.js";
import { BASE, storyUrl } from "./folkmoot-discussion.js";

/** Stories that one request may ask for. */
const AT_ONCE = 50;

/** Keeps what stands in it until the number is known, and where it cannot be known. */
export class FolkmootCount extends HTMLElement {
  connectedCallback(): void {
    if (waiting.size === 0) queueMicrotask(() => { void ask(); });
    waiting.add(this);
  }

  show(n: number): void {
    this.textContent = firstSpeech(this).count("comments", n);
  }
}

const waiting = new Set<FolkmootCount>();

async function ask(): Promise<void> {
  const asked = bySite(waiting);
  waiting.clear();
  for (const [site, elements] of asked) {
    const urls = [...new Set(elements.map(storyUrl))];
    for (let from = 0; from < urls.length; from += AT_ONCE) {
      const answer = await counts(BASE, site, urls.slice(from, from + AT_ONCE));
      if (!answer.ok) continue;
      for (const element of elements) {
        const n = answer.value.counts[storyUrl(element)];
        if (n !== undefined) element.show(n);
      }
    }
  }
}

function bySite(elements: Iterable<FolkmootCount>): Map<string, FolkmootCount[]> {
  const sites = new Map<string, FolkmootCount[]>();
  for (const element of elements) {
    const site = element.getAttribute("site") ?? "";
    sites.set(site, [...(sites.get(site) ?? []), element]);
  }
  return sites;
}
