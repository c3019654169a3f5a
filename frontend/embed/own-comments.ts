/** What the author alone sees: his texts to be reworded, held, refused, and the buttons on what is published. */

import type { Change, Mine, Own } from "../api/reader.js";
import { element, elements } from "./safe-html.js";
import { wakeForm } from "./sending-form.js";
import { focusOn, type Published, type Talk } from "./talk.js";
import { hideToday, wordsOf } from "./thread-page.js";

/** Which door each verb on a form of the server's goes through. */
const DOORS: Readonly<Record<string, Change>> = {
  reword: "revisions",
  edit: "revisions",
  ask: "ask",
  discard: "withdraw",
  withdraw: "withdraw",
};
const MINUTE = 60_000;

export class OwnComments {
  private waiting = false;
  /** Numbers of mine that are published. */
  private readonly numbers = new Set<string>();
  private clock: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly talk: Talk) {}

  /** Whether something of mine waits for a moderator. */
  get isWaiting(): boolean {
    return this.waiting;
  }

  isMine(number: string): boolean {
    return this.numbers.has(number);
  }

  /** Asks what is mine under this story and shows it; nothing without a token. */
  async load(): Promise<void> {
    if (this.talk.kept.token === null) return;
    const answer = await this.talk.reader.mine();
    if (answer.ok) this.show(answer.value);
  }

  stop(): void {
    clearInterval(this.clock);
  }

  /** Shows one of mine after it was sent, in place of `form`; resolves when the focus is where it belongs. */
  async arrived(own: Own, form: HTMLElement | null): Promise<void> {
    if (own.token !== undefined) this.talk.kept.token = own.token;
    for (const name of this.talk.page.body.querySelectorAll<HTMLInputElement>("input[name=name]")) name.value ||= this.talk.kept.name;
    const { state, number, parent } = own.comment;
    if (state === "published" && number !== null) {
      close(form);
      this.remove(own.comment.id);
      await this.talk.refresh(published(own, number));
      await this.talk.goTo(number);
      this.place(own);
    } else if (state === "withdrawn") {
      const before = this.find(own.comment.id)?.previousElementSibling;
      this.remove(own.comment.id);
      await this.talk.refresh();
      const stays = number ?? parent;
      focusOn(
        (stays === null ? null : this.talk.page.comment(stays)?.querySelector("article")) ??
          (before instanceof HTMLElement ? before : this.talk.page.body.querySelector("h2")),
      );
    } else {
      close(form);
      this.waiting ||= state === "held";
      const shown = this.place(own);
      focusOn(shown?.querySelector<HTMLElement>(".note.stop") ?? shown?.querySelector<HTMLElement>(".own") ?? null);
    }
    this.talk.say(own.sentence);
  }

  private show(mine: Mine): void {
    if (mine.name !== "" && this.talk.kept.name === "") this.talk.kept.name = mine.name;
    this.waiting = mine.comments.some((own) => own.comment.state === "held");
    const writing = this.talk.page.body.querySelector(".writing");
    if (mine.standing !== null && writing !== null && !this.talk.page.closed) {
      const hadFocus = writing.contains(focused(writing));
      writing.replaceChildren(elements(mine.standing.html));
      if (hadFocus) focusOn(writing.querySelector<HTMLElement>(".standing"));
      this.talk.page.body.querySelectorAll("[data-act=write], [data-act=reply]").forEach((way) => { way.remove(); });
    }
    const ids = new Set(mine.comments.map((own) => own.comment.id));
    for (const shown of this.talk.page.body.querySelectorAll<HTMLElement>(".mine")) {
      if (!ids.has(shown.dataset["own"] ?? "") && !shown.contains(focused(shown))) shown.remove();
    }
    for (const own of mine.comments) this.place(own);
    clearInterval(this.clock);
    this.clock = setInterval(() => { this.tick(); }, MINUTE / 4);
  }

  /** Puts one of mine where it stands or will stand; what is published gets its buttons in the thread itself. */
  private place(own: Own): HTMLElement | null {
    const { id, state, number } = own.comment;
    const html = element(own.html);
    if (state === "published" && number !== null && !html.querySelector(".note")) {
      if (this.find(id) !== null && this.talk.page.comment(number) === null) void this.nowPublic(own, number);
      else this.remove(id);
      this.addButtons(number, html, own);
      return this.talk.page.comment(number);
    }
    const shown = this.find(id);
    if (shown !== null && shown.contains(focused(shown)) && shown.dataset["state"] === state) return shown;
    const item = document.createElement(own.comment.parent === null && state === "returned" ? "div" : "li");
    item.className = "mine";
    item.dataset["own"] = id;
    item.dataset["state"] = state;
    item.append(html);
    hideToday(item);
    shown?.remove();
    this.put(item, own);
    for (const form of item.querySelectorAll("form")) this.wake(form, own);
    this.messageThenField(item);
    this.tick();
    return item;
  }

  /** What waited here has been published: its author sees it in the place of his note, without asking for what is new. */
  private async nowPublic(own: Own, number: string): Promise<void> {
    const note = this.find(own.comment.id);
    const hadFocus = note !== null && note.contains(focused(note));
    await this.talk.refresh(published(own, number));
    this.remove(own.comment.id);
    this.addButtons(number, element(own.html), own);
    if (hadFocus) await this.talk.goTo(number);
  }

  private put(item: HTMLElement, own: Own): void {
    const { page } = this.talk;
    const { parent, number, state } = own.comment;
    const writing = page.body.querySelector<HTMLElement>(".writing");
    if (item.localName === "div") return writing?.prepend(item);
    const list = page.body.querySelector(".comments") ?? startList(page.body);
    const anchor = number ?? parent;
    const before = anchor === null ? null : state === "returned" ? page.comment(anchor) : page.endOfBranch(anchor);
    if (before !== null) {
      item.dataset["depth"] = String(Math.min(Number(before.dataset["depth"] ?? 0), (anchor ?? "").split(".").length, 6));
      if (number === null) item.dataset["depth"] = String(Math.min((anchor ?? "").split(".").length, 6));
      before.after(item);
    } else if (page.order === "newest") list.prepend(item);
    else list.append(item);
  }

  private addButtons(number: string, html: HTMLElement, own: Own): void {
    this.numbers.add(number);
    const acts = this.talk.page.comment(number)?.querySelector(".acts");
    const mine = html.querySelector(".acts");
    if (acts == null) return;
    if (acts.contains(focused(acts))) return;
    acts.querySelectorAll(".ours").forEach((old) => { old.remove(); });
    for (const button of [...(mine?.children ?? [])]) {
      button.classList.add("ours");
      acts.append(button);
      for (const form of button.matches("form") ? [button as HTMLFormElement] : button.querySelectorAll("form")) this.wake(form, own);
    }
    acts.querySelector("[data-act=flag]")?.remove();
    this.tick();
  }

  private wake(form: HTMLFormElement, own: Own): void {
    const { talk } = this;
    const id = own.comment.id;
    const verb = form.dataset["verb"] ?? "";
    wakeForm<Own>(form, {
      speech: talk.page.speech,
      longest: talk.page.longest,
      kept: talk.kept,
      place: verb === "reword" || verb === "edit" ? `own:${id}:${own.comment.revision}` : null,
      say: (sentence) => { talk.say(sentence); },
      send: ({ text, name }, key, submitter) => {
        const meant = submitter?.dataset["verb"] ?? verb;
        const door = DOORS[meant] ?? "revisions";
        return talk.reader.change(id, door, door === "revisions" ? { key, text, ...(name === "" ? {} : { name }) } : { key });
      },
      done: (answer) => {
        form.closest("details")?.removeAttribute("open");
        void this.arrived(answer, null);
      },
    });
    form.addEventListener("keydown", (event) => {
      const details = form.closest("details");
      if (event.key !== "Escape" || details === null) return;
      details.open = false;
      details.querySelector("summary")?.focus();
    });
  }

  /** From the message "Not posted yet", Tab leads to the text field: the marks in between can be reached backwards. */
  private messageThenField(item: HTMLElement): void {
    const message = item.querySelector<HTMLElement>(".note.stop");
    const field = item.querySelector<HTMLTextAreaElement>("form[data-verb=reword] textarea");
    if (message === null || field === null) return;
    message.addEventListener("keydown", (event) => {
      if (event.key !== "Tab" || event.shiftKey || event.target !== message) return;
      event.preventDefault();
      field.focus();
    });
  }

  private tick(): void {
    for (const summary of this.talk.page.body.querySelectorAll<HTMLElement>("summary[data-until]")) {
      const left = Date.parse(summary.dataset["until"] ?? "") - Date.now();
      if (left > 0) summary.textContent = this.talk.page.speech.count("edit", Math.ceil(left / MINUTE));
      else if (!summary.parentElement?.hasAttribute("open")) summary.parentElement?.remove();
    }
  }

  private find(id: string): HTMLElement | null {
    return this.talk.page.body.querySelector(`.mine[data-own="${CSS.escape(id)}"]`);
  }

  private remove(id: string): void {
    this.find(id)?.remove();
  }
}

/** What a page must hold that is as new as this answer. */
function published(own: Own, number: string): Published {
  return { number, texts: [...element(own.html).querySelectorAll(".text")].map(wordsOf) };
}

/** Closes a form that has done its work; the one under the thread is emptied instead. */
function close(form: HTMLElement | null): void {
  const answering = form?.closest(".answering");
  if (answering != null) answering.remove();
  else if (form instanceof HTMLFormElement) {
    const text = form.querySelector("textarea");
    if (text !== null) text.value = text.defaultValue = "";
    text?.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function startList(body: HTMLElement): Element {
  const list = document.createElement("ol");
  list.className = "comments";
  const empty = body.querySelector(".empty");
  if (empty !== null) empty.replaceWith(list);
  else body.querySelector(".thread")?.prepend(list);
  return list;
}

function focused(near: Element): Element | null {
  const root = near.getRootNode();
  return root instanceof ShadowRoot ? root.activeElement : document.activeElement;
}
