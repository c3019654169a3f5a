/** The bench: a list, the case that is open with its verbs, and its author, on one screen. */

import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Desk } from "../api/desk.js";
import type { Outcome, SanctionAsked } from "../api/desk-types.js";
import type { Live } from "../api/live.js";
import { Deciding, type Bench } from "./deciding.js";
import "./desk-bar.js";
import { benchStyles } from "./desk-bench-styles.js";
import "./desk-block.js";
import "./desk-case.js";
import type { DeskCase } from "./desk-case.js";
import "./desk-goto.js";
import "./desk-keys.js";
import "./desk-note.js";
import "./desk-notice.js";
import "./desk-record.js";
import type { DeskRecord } from "./desk-record.js";
import "./desk-reject.js";
import "./desk-verbs.js";
import { tell } from "./events.js";
import { focused, giveBack } from "./focus.js";
import { KeyVerbs, type Handlers } from "./keys.js";
import { VIEWS, writeRoute, type View } from "./route.js";
import { controls, page } from "./styles.js";
import { clauseName } from "./words.js";

type Choice = "reject" | "block" | "note";
type Panel = "" | Choice | "help" | "go";
type Column = "list" | "case" | "author";

/** While one of these is open, keys that decide or move keep still: the choice comes first. */
const CHOICES: readonly Panel[] = ["reject", "block", "note"];

@customElement("desk-bench")
export class DeskBench extends LitElement implements Bench {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) live: Live | null = null;
  @property() site = "";
  @property() me = "";
  /** The open comment's id; empty: none. */
  @property() comment = "";
  /** What the list is called: "Queue", "Comments". */
  @property() list = "Queue";
  /** What stands where a case would, when there is none. */
  @property() empty = "";
  @property() emptyMore = "";
  @property({ type: Boolean }) claiming = false;
  /** The case was opened by the list itself, not by somebody: it takes no focus. */
  @property({ type: Boolean }) quiet = false;
  @property({ type: Number }) now = 0;
  @state() private panel: Panel = "";
  @state() private why = false;
  @state() private around = false;
  @state() private column: Column = "list";
  @query("desk-case") private case!: DeskCase | null;
  @query(".panel > *") private panelPart!: LitElement | null;
  readonly #deciding = new Deciding(this);
  #before: HTMLElement | null = null;

  static override readonly styles = [page, controls, benchStyles];

  constructor() {
    super();
    new KeyVerbs(this, () => this.#handlers());
    this.addEventListener("desk-open", (event) => {
      this.column = "case";
      // Chosen again, it opens nothing anew: only the focus goes there.
      if ((event as CustomEvent<string>).detail === this.comment) this.#deciding.chooseAgain();
    });
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("live")) this.#deciding.listen(this.live);
    if (!changed.has("comment") && !changed.has("site")) return;
    const asked = !this.quiet && ((changed.get("comment") ?? "") !== "" || focused() !== null);
    this.panel = "";
    this.why = this.around = false;
    if (asked && this.comment !== "") this.column = "case";
    this.#deciding.open(asked);
  }

  override render(): TemplateResult {
    const { shown, last, other, failure, again } = this.#deciding;
    return html`<div class="bench show-${this.column}">
      <nav class="columns" aria-label="Columns">${this.#column("list", this.list)}${this.#column("case", "Case")}${this.#column("author", "Author")}</nav>
      <section class="list" aria-label=${this.list}><slot></slot></section>
      <main><desk-bar sentence=${last.sentence} ?undoable=${last.undoable} .other=${other} failure=${failure} ?retriable=${again !== null} .now=${this.now} @again=${again}
          @otherwise=${() => { this.#deciding.decideOtherwise(); }}></desk-bar>
        <div class="scroll">${this.#middle()}</div>
        ${shown === null && this.panel === "" ? nothing : html`<div class="decide">
          ${shown === null ? nothing : html`<desk-verbs open=${this.panel} state=${shown.comment.state} ?waits=${shown.case !== null || this.#deciding.aboutEarlier} reason=${this.#deciding.waitsFor}></desk-verbs>`}
          ${this.panel === "" ? nothing : html`<div class="panel">${this.#panel(this.panel)}</div>`}</div>`}
      </main>
      <aside aria-label="Author">${this.#author()}</aside></div>`;
  }

  closeChoice(): void {
    if (CHOICES.includes(this.panel)) this.panel = "";
  }

  focusCase(): void {
    void this.updateComplete.then(async () => {
      await this.case?.updateComplete;
      this.renderRoot.querySelector(".scroll")?.scrollTo(0, 0);
      this.case?.focusHeading();
    });
  }

  #middle(): TemplateResult {
    const { shown, problem, aboutEarlier } = this.#deciding;
    if (problem !== null) return html`<desk-notice subject="The case" .problem=${problem} @again=${() => { void this.#deciding.load(); }}></desk-notice>`;
    if (shown !== null) {
      return html`<desk-case .shown=${shown} .now=${this.now} me=${this.me} ?why=${this.why} ?around=${this.around} ?aboutEarlier=${aboutEarlier}
        @choose-text=${(event: CustomEvent<boolean>) => { this.#deciding.chooseText(event.detail); }}></desk-case>`;
    }
    if (this.comment !== "") return html`<desk-notice subject="The case"></desk-notice>`;
    return html`<div class="empty"><h2>${this.empty}</h2><p class="soft">${this.emptyMore}</p></div>`;
  }

  #author(): TemplateResult | typeof nothing {
    const { shown } = this.#deciding;
    if (shown === null) return nothing;
    return html`<desk-record .record=${shown.author_record} beside=${shown.comment.id} .now=${this.now}
      page=${writeRoute({ site: this.site, view: "authors", id: shown.comment.author.id, asked: {} })} @lift=${(event: CustomEvent<string>) => { void this.#deciding.lift(event.detail); }}></desk-record>`;
  }

  #panel(panel: Exclude<Panel, "">): TemplateResult {
    const { shown, busy } = this.#deciding;
    const author = shown?.comment.author.name ?? "";
    switch (panel) {
      case "reject": return html`<desk-reject .clauses=${shown?.clauses ?? []} author=${author} ?busy=${busy}
        @decide=${(event: CustomEvent<string>) => { void this.#deciding.decide("reject", event.detail); }}></desk-reject>`;
      case "block": return html`<desk-block author=${author} .now=${this.now} ?busy=${busy}
        @sanction=${(event: CustomEvent<SanctionAsked>) => { void this.#deciding.sanction(event.detail); }}></desk-block>`;
      case "note": return html`<desk-note ?busy=${busy} @keep=${(event: CustomEvent<string>) => { void this.#deciding.note(event.detail); }}></desk-note>`;
      case "go": return html`<desk-goto .places=${this.#places()} @go=${(event: CustomEvent<string>) => { this.#go(event.detail); }}></desk-goto>`;
      case "help": return html`<desk-keys></desk-keys>`;
    }
  }

  #column(column: Column, words: string): TemplateResult {
    return html`<button type="button" aria-pressed=${this.column === column} @click=${() => { this.column = column; }}>${words}</button>`;
  }

  #places(): readonly { readonly name: string; readonly words: string }[] {
    return [
      { name: "list", words: `this list` }, { name: "case", words: "the case" }, { name: "author", words: "the author" },
      ...VIEWS.map((view) => ({ name: view, words: clauseName(view) })),
    ];
  }

  #handlers(): Handlers {
    const always: Handlers = {
      reject: () => this.#toggle("reject"), block: () => this.#toggle("block"), note: () => this.#toggle("note"),
      help: () => this.#toggle("help"), go: () => this.#toggle("go"), close: () => this.#close(),
    };
    if (CHOICES.includes(this.panel)) {
      return { ...always, publish: still, hold: still, undo: still, next: still, before: still, why: still, around: still, filters: still, search: still };
    }
    return {
      ...always,
      publish: () => this.#may("publish"), hold: () => this.#may("hold"),
      undo: () => { void this.#deciding.undo(); return true; },
      next: () => { tell(this, "desk-move", 1); return true; }, before: () => { tell(this, "desk-move", -1); return true; },
      why: () => this.#part("why"), around: () => this.#part("around"),
    };
  }

  #may(outcome: Outcome): boolean {
    const { shown, waitsFor, aboutEarlier } = this.#deciding;
    if (shown === null) return false;
    if (waitsFor !== "") return this.#refuse(waitsFor);
    if (outcome === "publish" && shown.comment.state === "published" && shown.case === null && !aboutEarlier) return this.#refuse("It is published already.");
    void this.#deciding.decide(outcome);
    return true;
  }

  #refuse(reason: string): boolean {
    tell(this, "desk-say", reason);
    return true;
  }

  #part(part: "why" | "around"): boolean {
    if (this.#deciding.shown === null) return false;
    this[part] = !this[part];
    this.column = "case";
    if (this[part]) void this.updateComplete.then(() => this.case?.reveal(part));
    else this.case?.focusHeading();
    return true;
  }

  #toggle(panel: Exclude<Panel, "">): boolean {
    if (this.panel === panel) return this.#close();
    if (CHOICES.includes(panel) && this.#deciding.shown === null) return false;
    if (panel === "reject" && this.#deciding.waitsFor !== "") return this.#refuse(this.#deciding.waitsFor);
    if (this.panel === "") this.#before = focused();
    this.panel = panel;
    this.column = "case";
    void this.updateComplete.then(async () => {
      await this.panelPart?.updateComplete;
      // The help is read beside what one does; the others ask for a choice.
      if (panel !== "help") this.panelPart?.focus();
    });
    return true;
  }

  #close(): boolean {
    if (this.panel === "" && !this.why && !this.around) return false;
    if (this.panel === "") {
      this.why = this.around = false;
      this.case?.focusHeading();
      return true;
    }
    this.panel = "";
    void this.updateComplete.then(() => { if (!giveBack(this.#before)) this.case?.focusHeading(); });
    return true;
  }

  #go(name: string): void {
    this.panel = "";
    if (name !== "list" && name !== "case" && name !== "author") {
      tell(this, "desk-go", writeRoute({ site: this.site, view: name as View, id: "", asked: {} }));
      return;
    }
    this.column = name;
    void this.updateComplete.then(() => {
      if (name === "case") this.case?.focusHeading();
      else if (name === "author") this.renderRoot.querySelector<DeskRecord>("desk-record")?.focusHeading();
      else this.dispatchEvent(new CustomEvent("focus-list"));
    });
  }
}

function still(): boolean {
  return true;
}
