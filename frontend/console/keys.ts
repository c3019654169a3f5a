/** The keyboard of the desk: one listener, and the innermost element that knows a verb carries it out. */

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { keepSettings, readSettings, verbOf, type KeySettings, type KeyVerb } from "./keymap.js";

/** Besides the keys that can be chosen: Esc, Enter where nothing has the focus that Enter would press, and the digits. */
export type Verb = KeyVerb | "close" | "confirm";

/** A handler says whether it has done something; false lets the elements around it have the key. */
export type Handlers = Partial<Record<Verb, () => boolean>> & { digit?: (digit: number) => boolean };

const storage = (() => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
})();

class Keys extends EventTarget {
  readonly #stack: (() => Handlers)[] = [];
  settings: KeySettings = readSettings(storage);

  constructor() {
    super();
    document.addEventListener("keydown", (event) => { this.#hear(event); });
  }

  change(settings: KeySettings): void {
    this.settings = settings;
    keepSettings(storage, settings);
    this.dispatchEvent(new Event("change"));
  }

  /** Carries out a verb, from a key or from its button. True when somebody did. */
  press(verb: Verb): boolean {
    return this.#offer((handlers) => handlers[verb]?.() ?? false);
  }

  push(handlers: () => Handlers): void {
    this.#stack.push(handlers);
  }

  drop(handlers: () => Handlers): void {
    const place = this.#stack.indexOf(handlers);
    if (place >= 0) this.#stack.splice(place, 1);
  }

  #offer(call: (handlers: Handlers) => boolean): boolean {
    return [...this.#stack].reverse().some((handlers) => call(handlers()));
  }

  #hear(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const target = event.composedPath()[0];
    if (event.key === "Escape") {
      if (this.press("close")) event.preventDefault();
      return;
    }
    if (isTyping(target)) return;
    const done = this.#single(event, target);
    if (done) event.preventDefault();
  }

  #single(event: KeyboardEvent, target: EventTarget | undefined): boolean {
    if (event.key === "Enter") return !isPressable(target) && this.press("confirm");
    if (!this.settings.on || event.repeat) return false;
    if (/^[1-9]$/.test(event.key)) return this.#offer((handlers) => handlers.digit?.(Number(event.key)) ?? false);
    const verb = verbOf(event, this.settings.map);
    return verb !== null && this.press(verb);
  }
}

const SILENT_INPUTS = new Set(["radio", "checkbox", "button", "submit", "reset"]);

/** Where a letter is text: single keys keep still there. */
export function isTyping(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !SILENT_INPUTS.has(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

function isPressable(target: EventTarget | undefined): boolean {
  return target instanceof HTMLElement && target.closest("button, a, input, select, summary") !== null;
}

export const keys = new Keys();

/** Ties an element's verbs to its life: they act while it is in the page. */
export class KeyVerbs implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #handlers: () => Handlers;
  readonly #changed = (): void => { this.#host.requestUpdate(); };

  constructor(host: ReactiveControllerHost, handlers: () => Handlers) {
    this.#host = host;
    this.#handlers = handlers;
    host.addController(this);
  }

  hostConnected(): void {
    keys.push(this.#handlers);
    keys.addEventListener("change", this.#changed);
  }

  hostDisconnected(): void {
    keys.drop(this.#handlers);
    keys.removeEventListener("change", this.#changed);
  }
}
