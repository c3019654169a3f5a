/** The queue with the case that is open: what is fetched, taken in while somebody reads, and gone on to. */

import { LitElement, css, html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Desk } from "../api/desk.js";
import type { Queue, QueueAsked, QueueFilter, QueueRow } from "../api/desk-types.js";
import type { HeardClaim, Live } from "../api/live.js";
import type { Problem } from "../api/request.js";
import { takeIn } from "./arrivals.js";
import "./desk-bench.js";
import "./desk-notice.js";
import "./desk-queue.js";
import type { DeskQueue } from "./desk-queue.js";
import { tell, type DeskEvents } from "./events.js";
import { KeyVerbs } from "./keys.js";
import { writeRoute, type Route } from "./route.js";
import { page } from "./styles.js";

@customElement("desk-queue-view")
export class DeskQueueView extends LitElement {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) live: Live | null = null;
  @property({ attribute: false }) route!: Route;
  @property() me = "";
  @property({ type: Number }) now = 0;
  @state() private queue: Queue | null = null;
  @state() private rows: readonly QueueRow[] = [];
  @state() private gone: ReadonlySet<string> = new Set();
  @state() private unseen = 0;
  @state() private problem: Problem | null = null;
  /** The comment that was opened because it is the first, not because somebody chose it. */
  @state() private byItself = "";
  @query("desk-queue") private list!: DeskQueue | null;
  #fetch: AbortController | null = null;
  /** Somebody asked for the list as it is now: a quiet look that comes between must not turn that into a merge. */
  #asksAnew = false;
  #again: ReturnType<typeof setTimeout> | undefined;

  static override readonly styles = [page, css`:host, desk-bench { block-size: 100%; min-block-size: 0; }
    @media (max-height: 520px) { :host, desk-bench { block-size: auto; } }`];

  constructor() {
    super();
    new KeyVerbs(this, () => ({
      filters: () => { this.list?.focusFilters(); return this.list !== null; },
      close: () => this.list?.closeFilters() ?? false,
    }));
    this.addEventListener("desk-decided", (event) => {
      const { comment } = (event as CustomEvent<DeskEvents["desk-decided"]>).detail;
      this.#goOn(comment);
    });
    this.addEventListener("desk-undone", (event) => { this.#open((event as CustomEvent<string>).detail); void this.#fetchQueue(false); });
    this.addEventListener("desk-open", (event) => { this.#open((event as CustomEvent<string>).detail); event.stopPropagation(); });
    this.addEventListener("desk-move", (event) => { this.#move((event as CustomEvent<1 | -1>).detail); });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#again);
    this.#fetch?.abort();
    this.#deaf(this.live);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("live")) {
      this.#deaf(changed.get("live") ?? null);
      this.live?.addEventListener("queue", this.#hearQueue);
      this.live?.addEventListener("claimed", this.#hearClaim);
    }
    const before = changed.get("route");
    if (changed.has("route") && (before === undefined || before.site !== this.route.site || !same(before.asked, this.route.asked))) {
      if (before?.site !== this.route.site) this.queue = null;
      void this.#fetchQueue(false);
    }
  }

  override render(): TemplateResult {
    const asked = this.#asked();
    return html`<desk-bench .desk=${this.desk} .live=${this.live} site=${this.route.site} me=${this.me} comment=${this.route.id} list="Queue" claiming ?quiet=${this.byItself === this.route.id}
        empty=${this.#empty()} emptyMore=${this.#emptyMore()} .now=${this.now} @focus-list=${() => { this.list?.focusRow(); }}>
      ${this.problem !== null && this.queue === null
        ? html`<desk-notice subject="The queue" .problem=${this.problem} @again=${() => { void this.#fetchQueue(false); }}></desk-notice>`
        : html`<desk-queue .queue=${this.queue} .rows=${this.rows} .gone=${this.gone} .asked=${asked} open=${this.route.id} me=${this.me} .unseen=${this.unseen}
          .now=${this.now} @ask=${(event: CustomEvent<QueueAsked>) => { this.#ask(event.detail); }} @renew=${() => { void this.#fetchQueue(false); }}></desk-queue>`}
    </desk-bench>`;
  }

  #empty(): string {
    if (this.queue === null) return "";
    return this.queue.total === 0 ? "Nothing waits." : this.rows.length === 0 ? "Nothing waits under this filter." : "";
  }

  #emptyMore(): string {
    if (this.queue === null || this.rows.length > 0) return "";
    return this.queue.total === 0 ? "New cases come in by themselves." : `${this.queue.total} wait under All.`;
  }

  #asked(): QueueAsked {
    const { filter, clause, language, story } = this.route.asked;
    return { filter: (filter ?? "all") as QueueFilter, clause: clause ?? "", language: language ?? "", story: story ?? "" };
  }

  #ask(asked: QueueAsked): void {
    const { filter, ...rest } = asked;
    tell(this, "desk-go", writeRoute({ ...this.route, id: "", asked: { ...rest, filter: filter === "all" ? "" : filter } }));
  }

  #open(comment: string): void {
    this.byItself = "";
    tell(this, "desk-go", writeRoute({ ...this.route, id: comment }));
  }

  #move(step: 1 | -1): void {
    const waiting = this.rows.filter((row) => row.comment === this.route.id || !this.gone.has(row.comment));
    const place = waiting.findIndex((row) => row.comment === this.route.id);
    const next = waiting[place + step];
    if (next === undefined) tell(this, "desk-say", step > 0 ? "This is the last case." : "This is the first case.");
    else this.#open(next.comment);
    if (this.gone.size > 0 || this.unseen > 0) void this.#fetchQueue(false);
  }

  /** After a decision: the row below, else the first one; what was decided leaves the list at once. */
  #goOn(decided: string): void {
    const place = this.rows.findIndex((row) => row.comment === decided);
    const kept = this.rows.filter((row) => row.comment !== decided && !this.gone.has(row.comment));
    const next = this.rows.slice(place + 1).find((row) => !this.gone.has(row.comment)) ?? kept[0];
    this.rows = this.rows.filter((row) => row.comment !== decided);
    this.#open(next?.comment ?? "");
    void this.#fetchQueue(false);
  }

  /** `quiet`: keep what is shown where it stands, because nobody asked for a change. */
  async #fetchQueue(quiet: boolean): Promise<void> {
    this.#fetch?.abort();
    const fetching = (this.#fetch = new AbortController());
    this.#asksAnew ||= !quiet;
    const answer = await this.desk.queue(this.#asked(), fetching.signal);
    if (fetching.signal.aborted) return;
    if (!answer.ok) {
      this.problem = answer.problem;
      if (answer.problem.status === 401) tell(this, "desk-signed-out", undefined);
      return;
    }
    this.problem = null;
    this.queue = answer.value;
    tell(this, "desk-total", answer.value.total);
    if (!this.#asksAnew) {
      const arrived = takeIn(this.rows, answer.value.cases);
      this.rows = arrived.rows;
      this.gone = arrived.gone;
      this.unseen = arrived.before;
    } else {
      this.rows = answer.value.cases;
      this.gone = new Set();
      this.unseen = 0;
      this.#asksAnew = false;
    }
    const first = this.rows.find((row) => !this.gone.has(row.comment));
    if (this.route.id === "" && first !== undefined) {
      this.byItself = first.comment;
      tell(this, "desk-replace", writeRoute({ ...this.route, id: first.comment }));
    }
  }

  #deaf(live: Live | null): void {
    live?.removeEventListener("queue", this.#hearQueue);
    live?.removeEventListener("claimed", this.#hearClaim);
  }

  /** Many changes in a moment are fetched once. */
  readonly #hearQueue = (): void => {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => { void this.#fetchQueue(true); }, 250);
  };

  readonly #hearClaim = (event: Event): void => {
    const claim = (event as CustomEvent<HeardClaim | null>).detail;
    if (claim === null) return;
    this.rows = this.rows.map((row) => (row.comment === claim.comment ? { ...row, claimed_by: claim.who } : row));
  };
}

function same(left: Route["asked"], right: Route["asked"]): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
