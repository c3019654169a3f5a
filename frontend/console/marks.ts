/** A text cut at its marks, in code points, so that each piece can be shown by binding. */

import type { Finding, Span } from "../api/desk-types.js";

export interface Mark {
  readonly span: Span;
  /** The raised letter that leads to the clause; empty in a list, where there is no room for one. */
  readonly letter: string;
}

export interface Piece {
  readonly text: string;
  readonly marked: boolean;
  /** The letters of the marks that cover the piece, in order, once each. */
  readonly letters: readonly string[];
  /** The letters of the marks that end here. */
  readonly ends: readonly string[];
}

/** Cuts the text wherever a mark begins or ends; spans that reach outside are cut to the text. */
export function cut(text: string, marks: readonly Mark[]): readonly Piece[] {
  const points = Array.from(text);
  const inside = marks
    .map((mark) => ({ letter: mark.letter, start: clamp(mark.span[0], points.length), end: clamp(mark.span[1], points.length) }))
    .filter((mark) => mark.end > mark.start);
  const borders = new Set([0, points.length]);
  for (const mark of inside) borders.add(mark.start).add(mark.end);
  const ordered = [...borders].sort((left, right) => left - right);
  const pieces: Piece[] = [];
  for (let index = 0; index + 1 < ordered.length; index++) {
    const start = ordered[index] ?? 0;
    const end = ordered[index + 1] ?? start;
    const covering = inside.filter((mark) => mark.start <= start && mark.end >= end);
    pieces.push({
      text: points.slice(start, end).join(""),
      marked: covering.length > 0,
      letters: once(covering.map((mark) => mark.letter)),
      ends: once(covering.filter((mark) => mark.end === end).map((mark) => mark.letter)),
    });
  }
  return pieces;
}

/** All the marks of a case: those of findings that carry a letter. */
export function marksOf(findings: readonly Finding[]): readonly Mark[] {
  return findings.flatMap((finding) =>
    finding.letter === null ? [] : finding.spans.map((span) => ({ span, letter: finding.letter ?? "" })),
  );
}

function clamp(point: number, length: number): number {
  return Math.min(Math.max(0, point), length);
}

function once(letters: readonly string[]): readonly string[] {
  return [...new Set(letters)].filter((letter) => letter !== "").sort();
}
