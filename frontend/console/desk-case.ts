/** One comment with all that a moderator needs to decide: its story, what it answers, the marked words, what was found. */

import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Case, Finding } from "../api/desk-types.js";
import { keycap, shortcut } from "./buttons.js";
import { compare } from "./changes.js";
import "./desk-around.js";
import "./desk-findings.js";
import "./desk-why.js";
import { keys } from "./keys.js";
import type { KeyVerb } from "./keymap.js";
import { markedText } from "./marked.js";
import { marksOf } from "./marks.js";
import { controls, marks, page } from "./styles.js";
import { clauseName, counted, languageName, moment, placed } from "./words.js";

/** So many clauses stand in the table by themselves; the rest are behind "why, in full". */
const ROWS = 3;

@customElement("desk-case")
export class DeskCase extends LitElement {
  @property({ attribute: false }) shown!: Case;
  @property({ type: Number }) now = 0;
  @property({ type: Boolean }) around = false;
  @property({ type: Boolean }) why = false;
  @property() me = "";
  /** The decision is about the text that readers still see, not about the edit that waits. */
  @property({ type: Boolean }) aboutEarlier = false;
  @state() private changes = false;
  @query("#said") private heading!: HTMLElement;
  @query("desk-why") private whyPart!: HTMLElement | null;
  @query("desk-around") private aroundPart!: HTMLElement | null;

  static override readonly styles = [page, controls, marks, css`
    .story { padding-block-end: 10px; border-block-end: 1px solid var(--fm-rule); }
    h2 { font: 700 var(--fm-text-4)/1.3 var(--fm-serif); font-size: calc(var(--fm-size) * 1.09); }
    .people { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
    .parent { border-inline-start: 1px solid var(--fm-edge); padding-inline-start: 14px; margin-block: 12px; }
    .parent blockquote { font: var(--fm-text-3)/1.5 var(--fm-serif); font-size: calc(var(--fm-size) * .94); color: var(--fm-soft);
      display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; }
    h3 { font: 700 var(--fm-text-3)/1.4 var(--fm-serif); font-size: calc(var(--fm-size) * 1.06); margin-block-start: 10px; outline-offset: 4px;
      inline-size: fit-content; }
    h3 span { font-weight: 400; }
    .said { font: calc(var(--fm-size) * 1.12)/calc(var(--fm-leading) * 1.03) var(--fm-serif); white-space: pre-wrap; overflow-wrap: anywhere;
      max-inline-size: var(--fm-measure); margin-block: 4px 6px; }
    .facts { margin-block-end: 8px; }
    .facts > * + *::before, .under > * + *::before { content: " · "; }
    .changes, .shown { font: var(--fm-text-3)/1.6 var(--fm-serif); white-space: pre-wrap; overflow-wrap: anywhere; border-inline-start: 1px solid var(--fm-edge);
      padding-inline-start: 14px; margin-block: 4px 12px; }
    del { color: var(--fm-soft); }
    ins { text-decoration: underline 2px; text-decoration-color: var(--fm-accent-line); text-underline-offset: .2em; }
    .under { padding-block: 6px; }
    button.link { display: inline; min-block-size: 0; color: var(--fm-soft); }
    button.link kbd { block-size: 18px; min-inline-size: 18px; font-size: 10px; margin-inline-start: 4px; padding-inline: 2px; text-decoration: none; }
    .fault { border-inline-start: 3px solid var(--fm-wait); padding-inline-start: 12px; margin-block: 8px; }
  `];

  /** Where the focus goes when a case is opened. */
  focusHeading(): void {
    this.heading.focus();
  }

  /** After a part was opened: shows it and puts the focus on it. */
  async reveal(part: "why" | "around"): Promise<void> {
    await this.updateComplete;
    const element = part === "why" ? this.whyPart : this.aroundPart;
    await (element as LitElement | null)?.updateComplete;
    element?.scrollIntoView({ block: "nearest" });
    element?.focus();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.get("shown") !== undefined && changed.get("shown")?.comment.id !== this.shown.comment.id) this.changes = false;
  }

  override render(): TemplateResult {
    const { comment } = this.shown;
    return html`<article>
      ${this.#story()}${this.#parent()}
      <h3 id="said" tabindex="-1"><bdi>${comment.author.name}</bdi> <span>said:</span></h3>
      <p class="said" dir="auto" lang=${comment.language ?? nothing}>${markedText(comment.text, marksOf(this.shown.findings))}</p>
      ${this.#facts()}${this.#changed()}${this.#stillShown()}${this.#fault()}
      <desk-findings .findings=${this.#foremost()} language=${languageName(comment.language)}></desk-findings>
      ${this.#under()}
      ${this.around ? html`<desk-around .shown=${this.shown}></desk-around>` : nothing}
      ${this.why ? html`<desk-why .shown=${this.shown} .now=${this.now}></desk-why>` : nothing}
    </article>`;
  }

  #story(): TemplateResult {
    const { story } = this.shown;
    const people = story.people.map((person) => (person.role === "" ? person.name : `${person.name}, ${person.role}`));
    return html`<header class="story">
      <p class="small soft">${story.section ? `${story.section} · ` : nothing}${
        story.published_at ? `${moment(story.published_at, this.now)} · ` : nothing}${
        story.writer ? html`by <bdi>${story.writer}</bdi> · ` : nothing}${
        story.discussion === "open" ? nothing : html`<span class="wait">${story.discussion === "closed" ? "closed" : "waits for a person"}</span> · `}<a
        href=${story.url} target="_blank" rel="noopener">open the story</a></p>
      <h2 dir="auto">${story.headline}</h2>
      ${people.length === 0 ? nothing : html`<p class="people small soft">In it: ${people.join(" · ")}</p>`}
    </header>`;
  }

  #parent(): TemplateResult | typeof nothing {
    const { parent } = this.shown;
    if (parent === null) return nothing;
    const number = parent.number === null ? "" : `${parent.number}${parent.number.includes(".") ? "" : "."}, `;
    return html`<div class="parent"><p class="soft">In reply to ${number}<bdi>${parent.author}</bdi>${parent.state === "published" ? nothing : html` · ${placed(parent.state)}`}</p>
      <blockquote dir="auto">“${parent.text}”</blockquote></div>`;
  }

  #facts(): TemplateResult {
    const { comment, flags } = this.shown;
    const different = flags.filter((flag, index) => flags.findIndex((other) => other.clause === flag.clause && other.note === flag.note) === index);
    return html`<p class="facts small soft">
      <span>Posted ${moment(comment.posted_at, this.now)}</span><span>${languageName(comment.language)}</span>${
      comment.number === null ? nothing : html`<span>number ${comment.number}</span>`}${
      comment.state === "held" ? nothing : html`<span>${placed(comment.state)}</span>`}${
      comment.previous_text === null ? nothing : html`<span>${
        comment.attempt > 1 ? "second text, after rewording: " : "edited: "}<button type="button" class="link" aria-expanded=${this.changes}
        @click=${() => { this.changes = !this.changes; }}>see what changed</button></span>`}${
      flags.length === 0 ? nothing : html`<span>${counted(flags.length, "flag", "flags")}: ${
        different.slice(0, 2).map(({ clause, note }, index) => html`${index > 0 ? "; " : ""}${clauseName(clause)}${note === "" ? nothing : html`, “<bdi>${note}</bdi>”`}`)}${different.length > 2 ? " …" : ""}</span>`}${this.#claimed()}</p>`;
  }

  #claimed(): TemplateResult | typeof nothing {
    const claimer = this.shown.case?.claimed_by ?? null;
    return claimer === null || claimer === this.me ? nothing : html`<span class="wait">${claimer} is on it</span>`;
  }

  #changed(): TemplateResult | typeof nothing {
    const { previous_text: before, text } = this.shown.comment;
    if (!this.changes || before === null) return nothing;
    return html`<p class="changes" dir="auto">${compare(before, text).map((change) => {
      if (change.kind === "gone") return html`<del>${change.text}</del>`;
      return change.kind === "new" ? html`<ins>${change.text}</ins>` : html`${change.text}`;
    })}</p>`;
  }

  #stillShown(): TemplateResult | typeof nothing {
    const { shown_text: shown, text } = this.shown.comment;
    if (shown === null || shown === text) return nothing;
    return html`<p class="small soft">Readers still see the earlier text${this.aboutEarlier ? html`. <strong>You decide about this one.</strong>` : ":"}
      ${this.shown.follows_shown === null ? nothing : html`<button type="button" class="link" aria-pressed=${this.aboutEarlier}
        @click=${() => { this.dispatchEvent(new CustomEvent("choose-text", { detail: !this.aboutEarlier })); }}>${
        this.aboutEarlier ? "Decide about the new text" : "Decide about this one instead"}</button>`}</p>
      <p class="shown" dir="auto">${shown}</p>`;
  }

  #fault(): TemplateResult | typeof nothing {
    const unchecked = this.shown.findings.filter((finding) => finding.reason === "unchecked");
    if (unchecked.length === 0) return nothing;
    return html`<p class="fault"><strong>It could not be checked in full, so a person reads it.</strong>
      ${counted(unchecked.length, "clause", "clauses")} had no answer.</p>`;
  }

  /** Clauses that would act, then the nearest ones; the table stays small enough to decide without scrolling. */
  #foremost(): readonly Finding[] {
    const { findings } = this.shown;
    const acting = findings.filter((finding) => finding.would !== "publish" || finding.letter !== null);
    const near = findings.filter((finding) => !acting.includes(finding) && finding.score !== null)
      .sort((left, right) => (right.score ?? 0) - (left.score ?? 0));
    return [...acting, ...near.slice(0, Math.max(0, 2 - acting.length))].slice(0, ROWS);
  }

  #under(): TemplateResult {
    const { unanswered, policy_version: version } = this.shown;
    return html`<p class="under small soft"><span>${unanswered.length === 0 ? "All detectors answered" : html`<span class="wait">No answer from ${unanswered.join(", ")}</span>`}</span>${
      version === null ? nothing : html`<span>judged under version ${version}</span>`}<span>${this.#toggle("why", "why, in full", this.why)}</span><span>${this.#toggle("around", "thread around it", this.around)}</span></p>`;
  }

  #toggle(verb: KeyVerb, words: string, open: boolean): TemplateResult {
    return html`<button type="button" class="link" aria-expanded=${open} aria-keyshortcuts=${shortcut(verb)}
      @click=${() => { keys.press(verb); }}>${words}${keycap(verb)}</button>`;
  }
}
