/** The stories with their discussions: each open, waiting for a person, or closed, by one switch. */

import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Desk } from "../api/desk.js";
import type { Discussion, StoryLine } from "../api/desk-types.js";
import type { Problem } from "../api/request.js";
import "./desk-notice.js";
import { plainPage } from "./desk-page-styles.js";
import { tell } from "./events.js";
import { writeRoute, type Route } from "./route.js";
import { controls, page } from "./styles.js";
import { fullDay } from "./words.js";

const SWITCH: readonly (readonly [Discussion, string, string])[] = [
  ["open", "Open", "is open"], ["wait", "Wait", "waits: a person reads every comment first"], ["closed", "Closed", "is closed"],
];

@customElement("desk-stories-view")
export class DeskStoriesView extends LitElement {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) route!: Route;
  @property({ type: Number }) now = 0;
  @state() private stories: readonly StoryLine[] | null = null;
  @state() private problem: Problem | null = null;
  @state() private failure = "";
  #fetch: AbortController | null = null;

  static override readonly styles = [page, controls, plainPage, css`
    .headline { font: calc(var(--fm-size) * .94)/1.4 var(--fm-serif); }
    fieldset { display: inline-flex; border: 1px solid var(--fm-edge); }
    fieldset label { position: relative; display: grid; place-items: center; min-block-size: 32px; padding-inline: 12px; font-weight: 400; cursor: pointer; }
    fieldset label + label { border-inline-start: 1px solid var(--fm-edge); }
    fieldset input { position: absolute; inset: 0; opacity: 0; margin: 0; min-block-size: 0; cursor: pointer; }
    label:has(:checked) { background: var(--fm-ink); color: var(--fm-paper); font-weight: 600; }
    label:has(:focus-visible) { outline: 2px solid var(--fm-ink); outline-offset: 2px; z-index: 1; }
    @media (forced-colors: active) { label:has(:checked) { forced-color-adjust: none; background: Highlight; color: HighlightText; } }
    @media (max-width: 760px) {
      thead { position: absolute; clip-path: inset(50%); }
      tr { display: block; padding-block: 8px; border-block-end: 1px solid var(--fm-rule); }
      td { display: block; border: 0; padding: 2px 0; }
      td.number { text-align: start; display: inline-block; margin-inline-end: 16px; }
      td.number::after { content: " " attr(data-words); color: var(--fm-soft); }
      td.number:empty { display: none; }
    }
  `];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#fetch?.abort();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("route")) void this.#load();
  }

  override render(): TemplateResult {
    return html`<main><h1>Stories</h1><p class="soft">Open: comments are judged and shown. Wait: a person reads every comment first. Closed: nobody can write.</p>
      ${this.failure === "" ? nothing : html`<p class="stop" role="alert">${this.failure}</p>`}
      ${this.problem !== null ? html`<desk-notice subject="The list of stories" .problem=${this.problem} @again=${() => { void this.#load(); }}></desk-notice>`
        : this.stories === null ? html`<desk-notice subject="The list of stories"></desk-notice>` : this.#table(this.stories)}</main>`;
  }

  #table(stories: readonly StoryLine[]): TemplateResult {
    if (stories.length === 0) return html`<p>No story has a discussion yet.</p>`;
    return html`<table><thead><tr><th scope="col">Story</th><th scope="col" class="number">Comments</th><th scope="col" class="number">Held</th><th scope="col">Discussion</th></tr></thead>
      <tbody>${stories.map((story) => html`<tr><td><a class="headline" dir="auto" href=${story.url} target="_blank" rel="noopener">${story.headline || story.url}</a>
          ${story.opened_at === null ? nothing : html`<div class="small soft">opened ${fullDay(story.opened_at)}</div>`}</td>
        <td class="number" data-words="comments"><a href=${this.#comments(story)}>${story.comments}</a></td>
        <td class="number" data-words="held">${story.held === 0 ? "0" : html`<a class="wait" href=${this.#held(story)}>${story.held}</a>`}</td>
        <td>${this.#switch(story)}</td></tr>`)}</tbody></table>`;
  }

  #switch(story: StoryLine): TemplateResult {
    return html`<fieldset><legend class="spoken">Discussion of ${story.headline}</legend>${SWITCH.map(([discussion, words]) => html`<label><input type="radio" name=${story.slug}
      .checked=${story.discussion === discussion} @change=${() => { void this.#set(story, discussion); }}>${words}</label>`)}</fieldset>`;
  }

  #comments(story: StoryLine): string {
    return writeRoute({ site: this.route.site, view: "comments", id: "", asked: { story: story.slug } });
  }

  #held(story: StoryLine): string {
    return writeRoute({ site: this.route.site, view: "queue", id: "", asked: { story: story.slug } });
  }

  async #set(story: StoryLine, discussion: Discussion): Promise<void> {
    this.failure = "";
    this.#put(story.slug, discussion);
    const answer = await this.desk.setDiscussion(story.slug, discussion);
    if (answer.ok) {
      tell(this, "desk-say", `${story.headline} ${SWITCH.find(([name]) => name === discussion)?.[2] ?? discussion}.`);
      return;
    }
    this.#put(story.slug, story.discussion);
    this.failure = `“${story.headline}” stays as it was. ${answer.problem.detail}`;
  }

  #put(slug: string, discussion: Discussion): void {
    this.stories = this.stories?.map((line) => (line.slug === slug ? { ...line, discussion } : line)) ?? null;
  }

  async #load(): Promise<void> {
    this.#fetch?.abort();
    const fetching = (this.#fetch = new AbortController());
    this.problem = null;
    const answer = await this.desk.stories(fetching.signal);
    if (fetching.signal.aborted) return;
    if (answer.ok) this.stories = answer.value.stories;
    else this.problem = answer.problem;
    if (!answer.ok && answer.problem.status === 401) tell(this, "desk-signed-out", undefined);
  }
}
