/** A form that keeps what is typed, counts its characters, and sends it by itself again when the network comes back. */

import type { Answer, Problem } from "../api/reader.js";
import { newKey, type Kept } from "./kept.js";
import type { Speech } from "./speech.js";

/** Seconds until a text that could not be sent is sent again. */
const AGAIN = [5, 15, 60];
/** Characters left at which the count is spoken. */
const SPOKEN = [100, 20];

export interface Sending<T> {
  readonly speech: Speech;
  /** Code points that a text may have. */
  readonly longest: number;
  readonly kept: Kept;
  /** Where the draft is kept; null for forms whose text is not kept. */
  readonly place: string | null;
  readonly say: (sentence: string) => void;
  /** Sends the fields under a key; `submitter` is the button that was pressed. */
  readonly send: (fields: Fields, key: string, submitter: HTMLElement | null) => Promise<Answer<T>>;
  readonly done: (value: T) => void;
  /** Told of a refusal, besides the form's saying it. */
  readonly refused?: (problem: Problem) => void;
}

export interface Fields {
  readonly name: string;
  readonly text: string;
  readonly clause: string;
  readonly note: string;
}

export function wakeForm<T>(form: HTMLFormElement, sending: Sending<T>): void {
  const text = form.querySelector<HTMLTextAreaElement>("textarea[name=text]");
  const name = form.querySelector<HTMLInputElement>("input[name=name]");
  const left = form.querySelector<HTMLElement>(".left");
  const problem = form.querySelector<HTMLElement>(".problem");
  let key = newKey();
  let sent: string | undefined;
  let busy = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let spoken = Infinity;

  form.noValidate = true;
  restore();
  count();
  form.addEventListener("input", () => {
    count();
    keep();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target instanceof HTMLTextAreaElement) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    failures = 0;
    void attempt(event.submitter);
  });

  function restore(): void {
    if (name !== null && name.value === "") name.value = sending.kept.name;
    const draft = sending.place === null ? null : sending.kept.draft(sending.place);
    if (draft === null || text === null) return;
    text.value = draft.text;
    key = draft.key;
    sent = draft.sent;
  }

  function keep(): void {
    if (sending.place === null || text === null) return;
    const written = text.value !== text.defaultValue && text.value.trim() !== "";
    sending.kept.keep(sending.place, written ? { text: text.value, key, ...(sent === undefined ? {} : { sent }) } : null);
  }

  function count(): void {
    if (text === null || left === null) return;
    const remaining = sending.longest - [...text.value.normalize("NFC").trim()].length;
    left.textContent = remaining < 0 ? sending.speech.count("over", -remaining) : sending.speech.count("left", remaining);
    left.classList.toggle("over", remaining < 0);
    const mark = SPOKEN.findLast((at) => remaining <= at);
    if (mark !== undefined && mark < spoken) sending.say(left.textContent);
    spoken = mark ?? Infinity;
  }

  async function attempt(submitter: HTMLElement | null): Promise<void> {
    clearTimeout(timer);
    if (busy) return;
    const fields = read();
    const skips = submitter?.hasAttribute("formnovalidate") ?? false;
    if (!skips && text !== null && fields.text.trim() === "") return refuse(sending.speech.say("empty"), text);
    if (!skips && name !== null && fields.name.trim() === "") return refuse(sending.speech.say("nameless"), name);
    if (name !== null && fields.name.trim() !== "") sending.kept.name = fields.name.trim();
    const what = JSON.stringify(fields);
    if (sent !== undefined && sent !== what) key = newKey();
    sent = what;
    keep();
    setBusy(true);
    const answer = await sending.send(fields, key, submitter);
    setBusy(false);
    if (answer.ok) {
      if (sending.place !== null) sending.kept.keep(sending.place, null);
      // The same words once more are another comment.
      key = newKey();
      sent = undefined;
      sending.done(answer.value);
    } else fail(answer.problem, submitter);
  }

  function read(): Fields {
    const data = new FormData(form);
    const of = (field: string): string => String(data.get(field) ?? "");
    return { name: of("name"), text: of("text"), clause: of("clause"), note: of("note") };
  }

  function fail(why: Problem, submitter: HTMLElement | null): void {
    if (why.status !== 0 && why.status < 502) {
      sending.refused?.(why);
      const field = form.querySelector<HTMLElement>(`[name="${CSS.escape(String(why["field"] ?? ""))}"]`);
      return refuse(why.detail || sending.speech.say("unsent"), field);
    }
    show(`${navigator.onLine ? "" : `${sending.speech.say("offline")} `}${sending.speech.say("unsent")}`);
    const wait = AGAIN[failures++];
    if (wait !== undefined) timer = setTimeout(() => { if (form.isConnected) void attempt(submitter); }, wait * 1000);
  }

  function refuse(sentence: string, field: HTMLElement | null): void {
    show(sentence);
    form.querySelectorAll("[aria-invalid]").forEach((other) => { other.removeAttribute("aria-invalid"); });
    field?.setAttribute("aria-invalid", "true");
    (field ?? form.querySelector<HTMLElement>("textarea, input"))?.focus();
  }

  function show(sentence: string): void {
    if (problem === null) return;
    problem.textContent = sentence;
    problem.hidden = sentence === "";
  }

  function setBusy(now: boolean): void {
    busy = now;
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", String(now));
    if (now) {
      show("");
      sending.say(sending.speech.say("sending"));
    }
  }
}
