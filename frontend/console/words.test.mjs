import assert from "node:assert/strict";
import { test } from "node:test";
import { clauseName, counted, ended, isLate, languageName, minutes, standingSentence, takenBy, waited, withoutScore } from "./words.ts";

const now = Date.parse("2026-11-17T10:00:00Z");
const before = (amount) => new Date(now - amount * 60_000).toISOString();

test("waiting is said in minutes, hours, days", () => {
  assert.deepEqual([0, 9, 62, 134, 1500].map((amount) => waited(before(amount), now)), ["0 min", "9 min", "1 h 02 min", "2 h 14 min", "1 d 1 h"]);
  assert.equal(minutes(38), "38 min");
});

test("a clock that is ahead makes nothing wait less than no time", () => {
  assert.equal(waited(before(-5), now), "0 min");
});

test("late is what waited more than twice as long as half of the queue", () => {
  assert.equal(isLate(before(110), 38, now), true);
  assert.equal(isLate(before(62), 38, now), false);
  assert.equal(isLate(before(5), 1, now), false);
});

test("a clause's id is read as words", () => {
  assert.equal(clauseName("personal-attacks"), "Personal attacks");
  assert.equal(clauseName("identity_attack"), "Identity attack");
});

test("a language is said by name, and what is no language is said too", () => {
  assert.equal(languageName("hy"), "Armenian");
  assert.equal(languageName("und"), "language unclear");
  assert.equal(languageName("not a code"), "not a code");
});

test("an unknown score is never a figure", () => {
  assert.equal(withoutScore("Insult", "unknown", "Armenian"), "Insult: unknown in Armenian");
  assert.equal(withoutScore("Insult", "unchecked", "Armenian"), "Insult: could not be checked");
});

test("who decided is said, also when it was nobody", () => {
  assert.equal(takenBy("Ada Winter", "person"), "Ada Winter");
  assert.equal(takenBy(null, "policy"), "by the policy");
});

test("a block without an end is for good", () => {
  assert.equal(standingSentence({ kind: "block", until: null }), "Blocked for good");
});

test("one is one, and a sentence ends once", () => {
  assert.equal(counted(1, "strike", "strikes"), "1 strike");
  assert.equal(counted(1200, "comment", "comments"), "1,200 comments");
  assert.equal(ended("Published: Pavel K."), "Published: Pavel K.");
});
