import assert from "node:assert/strict";
import { test } from "node:test";
import { cut, marksOf } from "./marks.ts";

const words = (pieces) => pieces.filter((piece) => piece.marked).map((piece) => piece.text);

test("a mark counts code points, not the halves of a sign", () => {
  assert.deepEqual(words(cut("😀 pirates, all", [{ span: [2, 9], letter: "a" }])), ["pirates"]);
});

test("the pieces together are the text", () => {
  const text = "Twenty crowns is robbery";
  const pieces = cut(text, [{ span: [0, 6], letter: "a" }, { span: [4, 13], letter: "b" }]);
  assert.equal(pieces.map((piece) => piece.text).join(""), text);
});

test("where two marks overlap, both letters stand, and each ends at its own end", () => {
  const [first, both, second] = cut("abcdef", [{ span: [0, 4], letter: "a" }, { span: [2, 6], letter: "b" }]);
  assert.deepEqual([first.letters, both.letters, second.letters], [["a"], ["a", "b"], ["b"]]);
  assert.deepEqual([first.ends, both.ends, second.ends], [[], ["a"], ["b"]]);
});

test("a span that reaches outside the text is cut to it, an empty one marks nothing", () => {
  assert.deepEqual(words(cut("short", [{ span: [2, 99], letter: "a" }, { span: [1, 1], letter: "b" }])), ["ort"]);
});

test("an empty text has no pieces", () => {
  assert.deepEqual(cut("", [{ span: [0, 3], letter: "a" }]), []);
});

test("only findings with a letter are marked", () => {
  const findings = [{ letter: "a", spans: [[0, 1]] }, { letter: null, spans: [[2, 3]] }];
  assert.deepEqual(marksOf(findings), [{ span: [0, 1], letter: "a" }]);
});
