import assert from "node:assert/strict";
import { test } from "node:test";
import { takeIn } from "./arrivals.ts";

const rows = (...comments) => comments.map((comment) => ({ comment }));
const names = (found) => found.map((row) => row.comment);

test("what came after the last row is added below it", () => {
  const arrived = takeIn(rows("a", "b"), rows("a", "b", "c"));
  assert.deepEqual(names(arrived.rows), ["a", "b", "c"]);
  assert.equal(arrived.before, 0);
});

test("what another moderator decided stays where it stood, and is said to be gone", () => {
  const arrived = takeIn(rows("a", "b", "c"), rows("a", "c"));
  assert.deepEqual(names(arrived.rows), ["a", "b", "c"]);
  assert.deepEqual([...arrived.gone], ["b"]);
});

test("what would stand between the rows waits and is counted", () => {
  const arrived = takeIn(rows("b", "d"), rows("a", "b", "c", "d", "e"));
  assert.deepEqual(names(arrived.rows), ["b", "d", "e"]);
  assert.equal(arrived.before, 2);
});

test("into an empty list everything comes at once", () => {
  const arrived = takeIn([], rows("a", "b"));
  assert.deepEqual(names(arrived.rows), ["a", "b"]);
});
