/** What the reader can press in the thread: reply, flag, link, order, pages, and ways inside the discussion. */

import type { Own } from "../api/reader.js";
import type { OwnComments } from "./own-comments.js";
import { wakeForm } from "./sending-form.js";
import { focusOn, type Talk } from "./talk.js";
import { hideToday } from "./thread-page.js";

export class Acts {
  constructor(
    private readonly talk: Talk,
    private readonly own: OwnComments,
  ) {}

  /** Listens on the element that holds all pages; one listener for everything that comes and goes. */
  listen(root: ShadowRoot): void {
    root.addEventListener("click", (event) => { this.pressed(event as MouseEvent); });
    root.addEventListener("keydown", (event) => { this.key(event as KeyboardEvent); });
  }

  /** Readies one comment: its words become buttons, its link leads to the newspaper's own page. */
  wake(item: HTMLElement): void {
    for (const way of item.querySelectorAll<HTMLAnchorElement>("[data-act=reply], [data-act=flag]")) {
      way.role = "button";
      way.ariaExpanded = "false";
    }
    const link = item.querySelector<HTMLAnchorElement>("[data-act=link]");
    if (link !== null) link.href = this.talk.addressOf(numberOf(item));
    hideToday(item);
  }

  /** Puts the form under the thread. */
  openMainForm(): void {
    const writing = this.talk.page.body.querySelector<HTMLElement>(".writing");
    const template = writing?.querySelector<HTMLTemplateElement>("template.write-form");
    if (writing == null || template == null || writing.querySelector(":scope > form") !== null) return;
    const form = copyOf(template);
    writing.querySelector(".to-form")?.remove();
    template.before(form);
    this.wakeWriting(form, null);
  }

  private pressed(event: MouseEvent): void {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (link === null) return;
    const within = this.numberWithin(link);
    if (link.dataset["act"] === undefined && within === null && !link.getAttribute("href")?.startsWith("#")) return;
    event.preventDefault();
    this.act(link, within);
  }

  private act(link: HTMLAnchorElement, within: string | null): void {
    const item = link.closest<HTMLElement>(".comment");
    switch (link.dataset["act"]) {
      case "reply":
        if (item !== null) this.toggle(link, item, () => this.replyForm(item));
        return;
      case "flag":
        if (item !== null) this.toggle(link, item, () => this.flagForm(item));
        return;
      case "link":
        if (item !== null) void this.copy(link, numberOf(item));
        return;
      case "write":
        return this.write();
      case "order":
        void this.changeOrder(link.dataset["order"] ?? "oldest");
        return;
      case "page":
        void this.changePage(Number(link.dataset["page"]));
        return;
      default:
        if (within !== null) void this.talk.goTo(within);
        else this.jump(link.getAttribute("href")?.slice(1) ?? "");
    }
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.key === " " && target.matches("a[role=button]")) {
      event.preventDefault();
      target.click();
    }
    const answering = event.key === "Escape" ? target.closest<HTMLElement>(".answering") : null;
    if (answering !== null) this.closeForm(answering);
  }

  private toggle(button: HTMLElement, item: HTMLElement, make: () => HTMLElement | null): void {
    const act = button.dataset["act"] ?? "";
    const open = item.nextElementSibling?.matches(`.answering[data-act="${act}"]`) ? (item.nextElementSibling as HTMLElement) : null;
    if (open !== null) return this.closeForm(open);
    if (item.nextElementSibling?.matches(".answering")) this.closeForm(item.nextElementSibling as HTMLElement);
    const form = make();
    if (form === null) return;
    const row = document.createElement("li");
    row.className = "answering";
    row.dataset["act"] = act;
    const depth = Number(item.dataset["depth"] ?? 0);
    row.dataset["depth"] = String(act === "reply" ? Math.min(depth + 1, 6) : depth);
    row.append(form);
    item.after(row);
    button.ariaExpanded = "true";
    const field = form.querySelector<HTMLInputElement | HTMLTextAreaElement>(act === "reply" ? "textarea" : "input");
    focusOn(field ?? form);
    if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
  }

  private closeForm(row: HTMLElement): void {
    const button = row.previousElementSibling?.querySelector<HTMLElement>(`[data-act="${row.dataset["act"] ?? ""}"]`);
    row.remove();
    if (button == null) return;
    button.ariaExpanded = "false";
    button.focus();
  }

  private replyForm(item: HTMLElement): HTMLElement | null {
    const template = this.talk.page.body.querySelector<HTMLTemplateElement>("template.write-form");
    if (template === null) return null;
    const form = copyOf(template);
    const name = item.querySelector("h3 bdi")?.textContent ?? "";
    const label = form.querySelector("label:has(textarea) b");
    if (label !== null) label.textContent = this.talk.page.speech.say("reply", { name });
    const text = form.querySelector("textarea");
    // `defaultValue` is what counts as nothing written yet.
    if (text !== null) text.value = text.defaultValue = `@${name} `;
    this.wakeWriting(form, numberOf(item));
    return form;
  }

  private wakeWriting(form: HTMLFormElement, parent: string | null): void {
    const { talk } = this;
    wakeForm<Own>(form, {
      speech: talk.page.speech,
      longest: talk.page.longest,
      kept: talk.kept,
      place: `${talk.reader.url}#${parent ?? ""}`,
      say: (sentence) => { talk.say(sentence); },
      send: ({ name, text }, key) => talk.reader.post({ parent, name: name.trim(), text, key }),
      done: (own) => { void this.own.arrived(own, form); },
      // Whoever may not write any more is told why, and until when.
      refused: ({ code }) => { if (code === "suspended" || code === "blocked") void this.own.load(); },
    });
  }

  private flagForm(item: HTMLElement): HTMLElement | null {
    const template = this.talk.page.body.querySelector<HTMLTemplateElement>("template.flag-form");
    if (template === null) return null;
    const form = copyOf(template);
    const { talk } = this;
    wakeForm<{ sentence: string }>(form, {
      speech: talk.page.speech,
      longest: talk.page.longest,
      kept: talk.kept,
      place: null,
      say: (sentence) => { talk.say(sentence); },
      send: ({ clause, note }, key) => talk.reader.flag(numberOf(item), { clause, note, key }),
      done: ({ sentence }) => {
        const thanks = document.createElement("p");
        thanks.className = "note";
        thanks.textContent = sentence;
        form.replaceWith(thanks);
        focusOn(thanks);
      },
    });
    return form;
  }

  private async copy(link: HTMLAnchorElement, number: string): Promise<void> {
    history.replaceState(history.state, "", this.talk.addressOf(number));
    try {
      await navigator.clipboard.writeText(this.talk.addressOf(number));
    } catch {
      return; // Not allowed here; the address bar holds the link.
    }
    this.talk.page.body.querySelector(".copied")?.remove();
    const said = document.createElement("span");
    said.className = "copied";
    said.textContent = this.talk.page.speech.say("copied");
    link.after(said);
    this.talk.say(said.textContent);
  }

  private write(): void {
    const writing = this.talk.page.body.querySelector<HTMLElement>(".writing");
    const fields = [...(writing?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea") ?? [])];
    focusOn(fields.find((field) => field.value === "") ?? fields.at(-1) ?? writing);
  }

  private async changeOrder(order: string): Promise<void> {
    if (await this.talk.show({ order, page: 1 }))
      focusOn(this.talk.page.body.querySelector<HTMLElement>(`[data-act=order][data-order="${CSS.escape(order)}"]`));
  }

  private async changePage(page: number): Promise<void> {
    if (!(await this.talk.show({ order: this.talk.page.order, page }))) return;
    const first = this.talk.page.comments()[0]?.querySelector<HTMLElement>("article") ?? null;
    focusOn(first);
    first?.scrollIntoView({ block: "start" });
  }

  private jump(id: string): void {
    const number = /^c([\d.]+)$/.exec(id)?.[1];
    if (number !== undefined) return void this.talk.goTo(number);
    if (id === "folkmoot-write") return this.write();
    focusOn(this.talk.page.body.querySelector<HTMLElement>(`#${CSS.escape(id)}`));
  }

  /** A link to a number of this thread, as the server writes it for pages without a script. */
  private numberWithin(link: HTMLAnchorElement): string | null {
    const { address } = this.talk.page;
    if (address === "" || link.dataset["act"] !== undefined || !link.href.startsWith(`${address}/`)) return null;
    return /^\d+(\.\d+)*$/.exec(link.href.slice(address.length + 1))?.[0] ?? null;
  }
}

function copyOf(template: HTMLTemplateElement): HTMLFormElement {
  return document.importNode(template.content, true).querySelector("form") as HTMLFormElement;
}

export function numberOf(item: HTMLElement): string {
  return item.id.slice(1);
}
