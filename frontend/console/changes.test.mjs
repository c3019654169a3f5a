import assert from "node:assert/strict";
import { test } from "node:test";
import { compare } from "./changes.ts";

const joined = (changes, ...kinds) => changes.filter((change) => kinds.includes(change.kind)).map((change) => change.text).join("");

test("what is the same and what is gone give the old text; with what is new, the new one", () => {
  const before = "Twenty crowns is robbery by thieves of the boat.";
  const after = "Twenty crowns is a lot by the boat, I say.";
  const changes = compare(before, after);
  assert.equal(joined(changes, "same", "gone"), before);
  assert.equal(joined(changes, "same", "new"), after);
});

test("the same text has no change", () => {
  assert.deepEqual(compare("As it was.", "As it was."), [{ kind: "same", text: "As it was." }]);
});

test("a word that went is gone, and nothing else", () => {
  assert.equal(joined(compare("You are a brainless parrot", "You are a parrot"), "gone").trim(), "brainless");
});

test("a text too long to compare is shown as gone and new", () => {
  const long = "word ".repeat(1000);
  assert.deepEqual(compare(long, "short").map((change) => change.kind), ["gone", "new"]);
});
