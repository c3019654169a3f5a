/** All comments, found by words and author, with the one that is open: removing what nobody flagged starts here. */

import { LitElement, css, html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Desk } from "../api/desk.js";
import type { Found, SearchAsked } from "../api/desk-types.js";
import type { Live } from "../api/live.js";
import type { Problem } from "../api/request.js";
import "./desk-bench.js";
import "./desk-notice.js";
import "./desk-search.js";
import type { DeskSearch } from "./desk-search.js";
import { tell, type DeskEvents } from "./events.js";
import { KeyVerbs } from "./keys.js";
import { writeRoute, type Route } from "./route.js";
import { page } from "./styles.js";

@customElement("desk-comments-view")
export class DeskCommentsView extends LitElement {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) live: Live | null = null;
  @property({ attribute: false }) route!: Route;
  @property() me = "";
  @property({ type: Number }) now = 0;
  @state() private found: Found | null = null;
  @state() private problem: Problem | null = null;
  @query("desk-search") private list!: DeskSearch | null;
  #fetch: AbortController | null = null;

  static override readonly styles = [page, css`:host, desk-bench { block-size: 100%; min-block-size: 0; }
    @media (max-height: 520px) { :host, desk-bench { block-size: auto; } }`];

  constructor() {
    super();
    new KeyVerbs(this, () => ({ search: () => { this.list?.focus(); return true; } }));
    this.addEventListener("desk-decided", (event) => { this.#takeIn((event as CustomEvent<DeskEvents["desk-decided"]>).detail); });
    this.addEventListener("desk-undone", () => { void this.#search(); });
    this.addEventListener("desk-open", (event) => { this.#open((event as CustomEvent<string>).detail); event.stopPropagation(); });
    this.addEventListener("desk-move", (event) => { this.#move((event as CustomEvent<1 | -1>).detail); });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#fetch?.abort();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("route");
    if (!changed.has("route")) return;
    if (before === undefined || before.site !== this.route.site || JSON.stringify(before.asked) !== JSON.stringify(this.route.asked)) void this.#search();
  }

  override firstUpdated(): void {
    if (this.route.id === "") void this.updateComplete.then(() => { this.list?.focus(); });
  }

  override render(): TemplateResult {
    return html`<desk-bench .desk=${this.desk} .live=${this.live} site=${this.route.site} me=${this.me} comment=${this.route.id} list="Comments"
        empty=${this.found === null || this.found.total === 0 ? "" : "Choose a comment."}
        emptyMore=${this.found === null || this.found.total === 0 ? "" : "It opens here with its story, what was found, and its author."}
        .now=${this.now} @focus-list=${() => { this.list?.focusRow(); }}>
      <div>${this.problem !== null ? html`<desk-notice subject="The search" .problem=${this.problem} @again=${() => { void this.#search(); }}></desk-notice>` : ""}
      <desk-search .found=${this.found} .asked=${this.#asked()} open=${this.route.id} .now=${this.now}
        @ask=${(event: CustomEvent<SearchAsked>) => { this.#ask(event.detail); }}></desk-search></div></desk-bench>`;
  }

  #asked(): SearchAsked {
    const { words, author, state: wanted, story, page: number } = this.route.asked;
    return { words: words ?? "", author: author ?? "", state: wanted ?? "", story: story ?? "", page: Math.max(1, Number(number ?? "1") || 1) };
  }

  #ask(asked: SearchAsked): void {
    const { page: number, ...rest } = asked;
    tell(this, "desk-go", writeRoute({ ...this.route, id: "", asked: { ...rest, page: number === 1 ? "" : String(number) } }));
  }

  #open(comment: string): void {
    tell(this, "desk-go", writeRoute({ ...this.route, id: comment }));
  }

  #move(step: 1 | -1): void {
    const comments = this.found?.comments ?? [];
    const next = comments[comments.findIndex((comment) => comment.id === this.route.id) + step];
    if (next === undefined) tell(this, "desk-say", step > 0 ? "This is the last one found." : "This is the first one found.");
    else this.#open(next.id);
  }

  /** A decided comment stays where it was found, in its new state: here one comment is looked at, not a queue cleared. */
  #takeIn({ comment, decided }: DeskEvents["desk-decided"]): void {
    if (this.found === null) return;
    const { state: become, number } = decided.case.comment;
    this.found = { ...this.found, comments: this.found.comments.map((line) => (line.id === comment ? { ...line, state: become, number } : line)) };
  }

  async #search(): Promise<void> {
    this.#fetch?.abort();
    const fetching = (this.#fetch = new AbortController());
    const answer = await this.desk.search(this.#asked(), fetching.signal);
    if (fetching.signal.aborted) return;
    if (answer.ok) {
      this.found = answer.value;
      this.problem = null;
      return;
    }
    this.problem = answer.problem;
    if (answer.problem.status === 401) tell(this, "desk-signed-out", undefined);
  }
}
