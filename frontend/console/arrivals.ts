/** How a changed queue is taken in without moving what somebody is reading. */

import type { QueueRow } from "../api/desk-types.js";

export interface Arrived {
  /** What to show now: the rows as they stood, in their order, and new ones after them. */
  readonly rows: readonly QueueRow[];
  /** Comments among the rows that wait no longer: another moderator has decided. */
  readonly gone: ReadonlySet<string>;
  /** How many new cases would stand before a shown one; they wait until somebody asks for them. */
  readonly before: number;
}

/** Rows that left stay, and are said to be gone; rows that came after the last are added; others are only counted. */
export function takeIn(shown: readonly QueueRow[], fresh: readonly QueueRow[]): Arrived {
  const now = new Map(fresh.map((row) => [row.comment, row]));
  const known = new Set(shown.map((row) => row.comment));
  const rows: QueueRow[] = shown.map((row) => now.get(row.comment) ?? row);
  const gone = new Set(shown.filter((row) => !now.has(row.comment)).map((row) => row.comment));
  const lastKnown = fresh.findLastIndex((row) => known.has(row.comment));
  rows.push(...fresh.slice(lastKnown + 1));
  const before = fresh.slice(0, lastKnown + 1).filter((row) => !known.has(row.comment)).length;
  return { rows, gone, before };
}
