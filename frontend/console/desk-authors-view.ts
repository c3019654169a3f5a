/** The authors by name, and one author's record with every comment: suspending, blocking and lifting. */

import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Desk } from "../api/desk.js";
import type { AuthorRecord, FoundComment, SanctionAsked } from "../api/desk-types.js";
import type { Problem } from "../api/request.js";
import { verbButton } from "./buttons.js";
import "./desk-block.js";
import "./desk-notice.js";
import { plainPage } from "./desk-page-styles.js";
import "./desk-record.js";
import { tell } from "./events.js";
import { focused, giveBack } from "./focus.js";
import { KeyVerbs } from "./keys.js";
import { writeRoute, type Route } from "./route.js";
import { controls, page } from "./styles.js";
import { fullDay, moment, placed, standingSentence } from "./words.js";

@customElement("desk-authors-view")
export class DeskAuthorsView extends LitElement {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) route!: Route;
  @property({ type: Number }) now = 0;
  @state() private authors: readonly AuthorRecord[] | null = null;
  @state() private record: AuthorRecord | null = null;
  @state() private problem: Problem | null = null;
  @state() private blocking = false;
  @state() private busy = false;
  @state() private failure = "";
  @query("#name") private field!: HTMLInputElement | null;
  @query("desk-block") private choice!: HTMLElement | null;
  @query("desk-record") private shownRecord!: HTMLElement & { focusHeading(): void } | null;
  #fetch: AbortController | null = null;
  #before: HTMLElement | null = null;

  static override readonly styles = [page, controls, plainPage, css`
    form { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-block: 8px; }
    .one { display: grid; grid-template-columns: minmax(240px, 320px) minmax(0, 1fr); gap: 24px 64px; margin-block-start: 12px; }
    .text { font: calc(var(--fm-size) * .94)/1.5 var(--fm-serif); overflow-wrap: anywhere; }
    .panel { border-block-start: 1px solid var(--fm-ink); padding-block-start: 12px; margin-block: 12px 20px; }
    h2 { margin-block-start: 16px; }
    h3 { font-size: var(--fm-text-2); }
    .past { border-block-start: 1px solid var(--fm-rule); padding-block: 12px; }
    li { padding-block: 8px; border-block-end: 1px solid var(--fm-rule); }
    @media (max-width: 860px) { .one { grid-template-columns: minmax(0, 1fr); } }
    @media (max-width: 560px) { .wide { display: none; } }
  `];

  constructor() {
    super();
    new KeyVerbs(this, () => ({
      block: () => this.#toggle(),
      search: () => { this.field?.focus(); return this.field !== null; },
      close: () => this.blocking && this.#toggle(),
    }));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#fetch?.abort();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("route")) return;
    this.blocking = false;
    this.failure = "";
    void this.#load();
  }

  override render(): TemplateResult {
    return html`<main>${this.route.id === "" ? this.#all() : this.#one()}</main>`;
  }

  #all(): TemplateResult {
    return html`<h1>Authors</h1>
      <form role="search" @submit=${(event: Event) => { event.preventDefault(); this.#search(); }}>
        <label for="name">Name</label><input type="search" id="name" maxlength="80" autocomplete="off" .value=${this.route.asked["name"] ?? ""}>
        <button type="submit" class="press plain">Search</button></form>
      ${this.problem !== null ? html`<desk-notice subject="The list of authors" .problem=${this.problem} @again=${() => { void this.#load(); }}></desk-notice>`
        : this.authors === null ? html`<desk-notice subject="The list of authors"></desk-notice>` : this.#table(this.authors)}`;
  }

  #table(authors: readonly AuthorRecord[]): TemplateResult {
    if (authors.length === 0) return html`<p>No author has this name.</p>`;
    return html`<table><thead><tr><th scope="col">Name</th><th scope="col" class="wide">First wrote</th><th scope="col" class="number">Published</th>
        <th scope="col" class="number">Rejected</th><th scope="col">Standing</th></tr></thead>
      <tbody>${authors.map((author) => html`<tr><td><a href=${this.#path(author.id)}><bdi>${author.name}</bdi></a></td>
        <td class="wide">${author.first_wrote === null ? "" : fullDay(author.first_wrote)}</td><td class="number">${author.published}</td><td class="number">${author.rejected}</td>
        <td class=${author.standing === null ? "" : "stop"}>${author.standing === null ? "May write" : standingSentence(author.standing)}</td></tr>`)}</tbody></table>`;
  }

  #one(): TemplateResult {
    const { record } = this;
    if (this.problem !== null) return html`<desk-notice subject="The author" .problem=${this.problem} @again=${() => { void this.#load(); }}></desk-notice>`;
    if (record === null) return html`<desk-notice subject="The author"></desk-notice>`;
    const name = record.name;
    return html`<h1 class="spoken">Author</h1><p><a href=${this.#path("")}>All authors</a></p>
      ${this.failure === "" ? nothing : html`<p class="stop" role="alert">${this.failure}</p>`}
      <div class="one"><div><desk-record .record=${record} .now=${this.now}
          @lift=${(event: CustomEvent<string>) => { void this.#keep(this.desk.lift(event.detail), `${name} may write again.`); }}></desk-record>${this.#sanctions(record)}</div>
      <div>${verbButton({ verb: "block", words: "Block author …", open: this.blocking })}${this.blocking ? html`<div class="panel"><desk-block author=${name} .now=${this.now} ?busy=${this.busy}
          @sanction=${(event: CustomEvent<SanctionAsked>) => { void this.#keep(this.desk.sanction(this.route.id, event.detail), `${name} is ${event.detail.kind === "block" ? "blocked" : "suspended"}.`); }}></desk-block></div>` : nothing}
        <h2>Comments</h2>${(record.comments ?? []).length === 0 ? html`<p class="soft">None.</p>` : html`<ol>${record.comments?.map((comment) => this.#comment(comment))}</ol>`}</div></div>`;
  }

  /** What was imposed before and is over: what stands now is in the record. */
  #sanctions(record: AuthorRecord): TemplateResult | typeof nothing {
    const past = (record.sanctions ?? []).filter((sanction) => sanction.id !== record.standing?.id);
    if (past.length === 0) return nothing;
    return html`<section class="past" aria-label="Imposed before"><h3>Imposed before</h3><ul>${past.map((sanction) => html`<li>${standingSentence(sanction)}
      <span class="small soft">from ${fullDay(sanction.starts_at)}${sanction.lifted_at === null ? "" : `, lifted ${fullDay(sanction.lifted_at)}`}</span>
      <br>“<bdi>${sanction.reason}</bdi>”</li>`)}</ul></section>`;
  }

  #comment(comment: FoundComment): TemplateResult {
    return html`<li><p class="small soft"><span class=${comment.state === "published" ? "" : comment.state === "held" ? "wait" : "stop"}>${placed(comment.state)}</span>
      · ${moment(comment.at, this.now)} · <bdi>${comment.story.headline}</bdi> ${comment.number ?? ""}</p>
      <p class="text" dir="auto">${comment.text}</p><p class="small"><a href=${writeRoute({ site: this.route.site, view: "comments", id: comment.id, asked: {} })}>Open as a case</a></p></li>`;
  }

  #path(id: string): string {
    return writeRoute({ site: this.route.site, view: "authors", id, asked: {} });
  }

  #search(): void {
    tell(this, "desk-go", writeRoute({ ...this.route, id: "", asked: { name: this.field?.value.trim() ?? "" } }));
  }

  #toggle(): boolean {
    if (this.record === null || this.route.id === "") return false;
    this.blocking = !this.blocking;
    if (this.blocking) {
      this.#before = focused();
      void this.updateComplete.then(async () => { await (this.choice as LitElement | null)?.updateComplete; this.choice?.focus(); });
    } else giveBack(this.#before);
    return true;
  }

  async #keep(call: ReturnType<Desk["lift"]>, sentence: string): Promise<void> {
    this.busy = true;
    const answer = await call;
    this.busy = false;
    this.failure = answer.ok ? "" : `That was not kept. ${answer.problem.detail}`;
    if (!answer.ok) return;
    this.blocking = false;
    tell(this, "desk-say", sentence);
    await this.#load();
    await this.updateComplete;
    this.shownRecord?.focusHeading();
  }

  async #load(): Promise<void> {
    this.#fetch?.abort();
    const fetching = (this.#fetch = new AbortController());
    this.problem = null;
    const { id } = this.route;
    if (id === "") {
      const answer = await this.desk.authors(this.route.asked["name"] ?? "", fetching.signal);
      if (fetching.signal.aborted) return;
      if (answer.ok) this.authors = answer.value.authors;
      else this.#failed(answer.problem);
      return;
    }
    const answer = await this.desk.author(id, fetching.signal);
    if (fetching.signal.aborted) return;
    if (answer.ok) this.record = answer.value;
    else this.#failed(answer.problem);
  }

  #failed(problem: Problem): void {
    this.problem = problem;
    if (problem.status === 401) tell(this, "desk-signed-out", undefined);
  }
}
