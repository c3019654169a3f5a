import assert from "node:assert/strict";
import { test } from "node:test";
import { USUAL, doubles, isKey, keepSettings, readSettings, verbOf } from "./keymap.ts";

const kept = (value) => ({ getItem: () => value });

test("a letter is its verb, whether Shift is down or not", () => {
  assert.equal(verbOf({ key: "p", code: "KeyP" }, USUAL), "publish");
  assert.equal(verbOf({ key: "P", code: "KeyP" }, USUAL), "publish");
});

test("on a Russian layout the place of the key counts", () => {
  assert.equal(verbOf({ key: "з", code: "KeyP" }, USUAL), "publish");
});

test("on a French layout the letter counts, not its place", () => {
  assert.equal(verbOf({ key: "a", code: "KeyQ" }, USUAL), null);
});

test("a key that was given to nobody does nothing", () => {
  assert.equal(verbOf({ key: "x", code: "KeyX" }, USUAL), null);
  assert.equal(verbOf({ key: "ArrowDown", code: "ArrowDown" }, USUAL), null);
});

test("what was kept is read again", () => {
  let value = "";
  keepSettings({ setItem: (_, given) => { value = given; } }, { on: false, map: { ...USUAL, publish: "y" } });
  assert.deepEqual(readSettings(kept(value)), { on: false, map: { ...USUAL, publish: "y" } });
});

test("what cannot be read, or gives one key to two verbs, is the usual", () => {
  assert.deepEqual(readSettings(kept("{")), { on: true, map: USUAL });
  assert.deepEqual(readSettings(kept('{"map": {"publish": "r"}}')).map, USUAL);
  assert.deepEqual(readSettings(null), { on: true, map: USUAL });
});

test("digits, spaces and words are no keys", () => {
  assert.deepEqual(["p", "?", "ж", "1", " ", "", "ab"].map(isKey), [true, true, true, false, false, false, false]);
});

test("the usual keys are each given once", () => {
  assert.deepEqual(doubles(USUAL), []);
});
