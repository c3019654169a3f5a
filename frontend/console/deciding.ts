/** Deciding about the open case: it is fetched, decided, undone, and others' decisions on it are heard. */

import type { LitElement, ReactiveController } from "lit";
import type { Desk } from "../api/desk.js";
import type { Case, Follows, Outcome, SanctionAsked } from "../api/desk-types.js";
import type { HeardDecision, Live } from "../api/live.js";
import type { Answer, Problem } from "../api/request.js";
import { Claim } from "./claim.js";
import { othersSentence, type OthersDecision } from "./desk-bar.js";
import { tell } from "./events.js";
import { aboutComment, fromDecided, keepLast, lastDecision, lastSentence } from "./last-decision.js";
import { placed } from "./words.js";

/** What a bench must know and do for its decisions. */
export interface Bench extends LitElement {
  readonly desk: Desk;
  readonly site: string;
  readonly me: string;
  readonly comment: string;
  readonly claiming: boolean;
  readonly now: number;
  /** Closes the choice that is open: it was carried out, or another came first. */
  closeChoice(): void;
  /** Puts the focus on the heading of the case, once it is drawn. */
  focusCase(): void;
}

export class Deciding implements ReactiveController {
  shown: Case | null = null;
  problem: Problem | null = null;
  /** Something is on its way to the server: nothing else may be decided meanwhile. */
  busy = false;
  /** What another moderator has decided while this case was open; it locks the verbs until somebody says otherwise. */
  other: OthersDecision | null = null;
  failure = "";
  /** Does again what could not be kept. */
  again: (() => void) | null = null;
  /** What was done last, where it is no decision: "The note is kept." */
  done = "";
  /** Where an edit waits: the decision is about the text that readers still see. */
  aboutEarlier = false;
  readonly #bench: Bench;
  readonly #claim = new Claim();
  #fetch: AbortController | null = null;
  /** The case that is being fetched takes the focus once it is there. */
  #focusing = false;
  #live: Live | null = null;

  constructor(bench: Bench) {
    this.#bench = bench;
    bench.addController(this);
  }

  hostDisconnected(): void {
    this.#fetch?.abort();
    this.#claim.release();
    this.listen(null);
  }

  listen(live: Live | null): void {
    this.#live?.removeEventListener("decided", this.#hear);
    this.#live = live;
    this.#live?.addEventListener("decided", this.#hear);
  }

  /** Why nothing may be decided now; empty: it may. */
  get waitsFor(): string {
    if (this.other !== null) return `${this.other.who ?? "Somebody"} has decided this. Choose “Decide otherwise” first.`;
    return this.busy || (this.shown !== null && this.shown.comment.id !== this.#bench.comment) ? "One moment: the last step is being kept." : "";
  }

  /** The line above the case: what was done last, and whether it can be undone from there. */
  get last(): { readonly sentence: string; readonly undoable: boolean } {
    if (this.done !== "") return { sentence: this.done, undoable: false };
    const last = lastDecision(this.#bench.site);
    return last === null ? { sentence: "", undoable: false } : { sentence: lastSentence(last), undoable: true };
  }

  /** Another comment is opened, or none. */
  open(focus: boolean): void {
    this.other = null;
    this.failure = "";
    this.aboutEarlier = this.#focusing = false;
    this.#claim.release();
    if (this.#bench.comment !== "") {
      void this.load(focus);
      return;
    }
    this.#fetch?.abort();
    this.shown = this.problem = null;
  }

  async load(focus = false): Promise<void> {
    this.#fetch?.abort();
    const fetching = (this.#fetch = new AbortController());
    this.#focusing ||= focus;
    const { comment, desk } = this.#bench;
    if (this.shown?.comment.id !== comment) this.shown = null;
    this.#change({ problem: null });
    const answer = await desk.case(comment, fetching.signal);
    if (fetching.signal.aborted || comment !== this.#bench.comment) return;
    if (!answer.ok) {
      this.#change({ shown: null, problem: answer.problem });
      this.#signedOut(answer.problem);
      return;
    }
    this.#change({ shown: answer.value });
    if (this.#bench.claiming && answer.value.case !== null) this.#claim.take(desk, comment);
    if (this.#focusing) this.#bench.focusCase();
    this.#focusing = false;
  }

  /** The open case was chosen again: it takes the focus, now or when it is there. */
  chooseAgain(): void {
    if (this.shown === null) this.#focusing = true;
    else this.#bench.focusCase();
  }

  async decide(outcome: Outcome, clause?: string): Promise<void> {
    const { shown } = this;
    if (shown === null || this.busy) return;
    const cited = clause === undefined ? {} : { clause };
    const answer = await this.#send(this.#bench.desk.decide(shown.comment.id, { outcome, follows: this.#follows(shown), ...cited }));
    if (!answer.ok) {
      this.#notKept(answer.problem, () => { void this.decide(outcome, clause); });
      return;
    }
    this.#bench.closeChoice();
    const last = fromDecided(answer.value);
    keepLast(this.#bench.site, last);
    this.#change({ done: "", aboutEarlier: false });
    tell(this.#bench, "desk-say", lastSentence(last));
    tell(this.#bench, "desk-decided", { comment: shown.comment.id, decided: answer.value });
    if (this.#bench.comment !== shown.comment.id) return;
    this.#change({ shown: answer.value.case });
    this.#bench.focusCase();
  }

  async undo(): Promise<void> {
    const last = lastDecision(this.#bench.site) ?? this.#ofThisCase();
    if (last === null || this.busy) {
      tell(this.#bench, "desk-say", "There is nothing to undo.");
      return;
    }
    const answer = await this.#send(this.#bench.desk.undo(last.comment, last.follows));
    if (!answer.ok) {
      this.#notKept(answer.problem, () => { void this.undo(); });
      if (answer.problem.status === 409) keepLast(this.#bench.site, null);
      return;
    }
    keepLast(this.#bench.site, null);
    const done = `Undone: ${last.about} is ${placed(answer.value.case.comment.state)} again.`;
    this.#change({ done });
    tell(this.#bench, "desk-say", done);
    tell(this.#bench, "desk-undone", last.comment);
    if (this.#bench.comment === last.comment) void this.load(true);
  }

  async sanction(sanction: SanctionAsked): Promise<void> {
    if (this.shown === null) return;
    const { author, id } = this.shown.comment;
    const words = sanction.kind === "block" ? "blocked" : `suspended for ${sanction.days} ${sanction.days === 1 ? "day" : "days"}`;
    await this.#keep(() => this.#bench.desk.sanction(author.id, { ...sanction, comment: id }), `${author.name} is ${words}.`);
  }

  async lift(sanction: string): Promise<void> {
    await this.#keep(() => this.#bench.desk.lift(sanction), `${this.shown?.comment.author.name ?? ""} may write again.`);
  }

  async note(text: string): Promise<void> {
    const id = this.shown?.comment.id;
    if (id !== undefined) await this.#keep(() => this.#bench.desk.note(id, text), "The note is kept.");
  }

  decideOtherwise(): void {
    this.#change({ other: null });
    this.#bench.focusCase();
  }

  chooseText(earlier: boolean): void {
    this.#change({ aboutEarlier: earlier });
  }

  #follows(shown: Case): Follows {
    return this.aboutEarlier && shown.follows_shown !== null ? shown.follows_shown : shown.follows;
  }

  /** A person's decision on the open case, where this window has none of its own to undo. */
  #ofThisCase(): { readonly comment: string; readonly follows: Follows; readonly about: string } | null {
    const { shown } = this;
    if (shown === null || shown.decisions.at(-1)?.taken_by !== "person") return null;
    const { id, number, author } = shown.comment;
    return { comment: id, follows: shown.follows, about: aboutComment(number, author.name) };
  }

  async #send<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
    this.#change({ busy: true, failure: "" });
    const answer = await call;
    this.#change({ busy: false });
    return answer;
  }

  async #keep(call: () => Promise<Answer<unknown>>, done: string): Promise<void> {
    const answer = await this.#send(call());
    if (!answer.ok) {
      this.#notKept(answer.problem, () => { void this.#keep(call, done); });
      return;
    }
    this.#bench.closeChoice();
    this.#change({ done });
    tell(this.#bench, "desk-say", done);
    void this.load(true);
  }

  #notKept(problem: Problem, again: () => void): void {
    if (this.#signedOut(problem)) return;
    if (problem.code === "decided-by-another") {
      this.#bench.closeChoice();
      if (problem["follows"] !== undefined) this.#follow(problem["follows"] as { readonly n: number; readonly seq: number });
      this.#show((problem["decision"] ?? problem) as OthersDecision);
    } else this.#change({ failure: `That was not kept. ${problem.detail}`, again: problem.status === 409 ? null : again });
    // What stands now is what the next decision will follow.
    if (problem.status === 409) void this.load(true);
  }

  /** Whoever decides otherwise follows the decision that he was shown, even before the case is here again. */
  #follow({ n, seq }: { readonly n: number; readonly seq: number }): void {
    if (this.shown?.follows.n === n) this.#change({ shown: { ...this.shown, follows: { ...this.shown.follows, seq } } });
  }

  #show(other: OthersDecision): void {
    this.#change({ other });
    tell(this.#bench, "desk-say", othersSentence(other, this.#bench.now));
  }

  readonly #hear = (event: Event): void => {
    const heard = (event as CustomEvent<HeardDecision | null>).detail;
    if (heard === null || heard.comment !== this.#bench.comment || this.shown === null) return;
    const known = this.shown.decisions.some((decision) => decision.n === heard.n && decision.seq >= heard.seq);
    // My own decision is heard too, often before it is answered.
    if (known || (this.busy && heard.who === this.#bench.me)) return;
    this.#bench.closeChoice();
    this.#follow(heard);
    this.#show(heard);
    void this.load();
  };

  #signedOut(problem: Problem): boolean {
    if (problem.status === 401) tell(this.#bench, "desk-signed-out", undefined);
    return problem.status === 401;
  }

  #change(change: Partial<Pick<Deciding, "shown" | "problem" | "busy" | "other" | "failure" | "again" | "done" | "aboutEarlier">>): void {
    Object.assign(this, change);
    this.#bench.requestUpdate();
  }
}
