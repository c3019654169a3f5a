/** The last decision that was taken in this window: what Undo undoes. It has no timer; an undo is one more decision. */

import type { Decided, Follows, Outcome } from "../api/desk-types.js";
import { ended, taken } from "./words.js";

export interface LastDecision {
  readonly comment: string;
  readonly follows: Follows;
  /** "2., ferryman_62" */
  readonly about: string;
  readonly outcome: Outcome;
  readonly left: number;
}

/** By site, so that a change of view or site loses nothing. */
const kept = new Map<string, LastDecision>();

export function lastDecision(site: string): LastDecision | null {
  return kept.get(site) ?? null;
}

export function keepLast(site: string, last: LastDecision | null): void {
  if (last === null) kept.delete(site);
  else kept.set(site, last);
}

export function fromDecided(decided: Decided): LastDecision {
  const { comment, follows } = decided.case;
  return {
    comment: comment.id,
    follows: { ...follows, n: decided.decision.n, seq: decided.decision.seq },
    about: aboutComment(comment.number, comment.author.name),
    outcome: decided.decision.outcome,
    left: decided.left,
  };
}

export function aboutComment(number: string | null, author: string): string {
  if (number === null) return author;
  return `${number}${number.includes(".") ? "" : "."}, ${author}`;
}

export function lastSentence(last: LastDecision): string {
  const what = last.outcome === "hold" ? "Held" : taken(last.outcome);
  return `${ended(`${what}: ${last.about}`)} ${last.left} left.`;
}
