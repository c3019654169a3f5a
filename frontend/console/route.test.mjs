import assert from "node:assert/strict";
import { test } from "node:test";
import { readRoute, writeRoute } from "./route.ts";

test("a path that was written is read again", () => {
  const route = { site: "ferry-post", view: "comments", id: "01/2", asked: { words: "a & b", author: "Анна" } };
  const url = new URL(writeRoute(route), "http://desk.example");
  assert.deepEqual(readRoute(url.pathname, url.search), route);
});

test("what the desk does not know is the queue", () => {
  assert.deepEqual(readRoute("/desk/ferry-post/nonsense/7", ""), { site: "ferry-post", view: "queue", id: "", asked: {} });
  assert.deepEqual(readRoute("/desk/", ""), { site: "", view: "queue", id: "", asked: {} });
});

test("a broken escape is no error", () => {
  assert.equal(readRoute("/desk/%E0%A4%A/queue", "").view, "queue");
});

test("what was not asked for is not written", () => {
  assert.equal(writeRoute({ site: "s", view: "queue", id: "", asked: { filter: "", clause: "hatred" } }), "/desk/s/queue?clause=hatred");
});
