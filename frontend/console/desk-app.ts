/** The whole desk: who sits here, which view is open, what is heard live, and the status that is spoken. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { Desk, fetchMe, signOut } from "../api/desk.js";
import type { Me } from "../api/desk-types.js";
import { Live } from "../api/live.js";
import { ROOT } from "../api/root.js";
import type { Problem } from "../api/request.js";
import "./desk-authors-view.js";
import "./desk-comments-view.js";
import "./desk-goto.js";
import "./desk-header.js";
import "./desk-keys.js";
import "./desk-notice.js";
import "./desk-policy-view.js";
import "./desk-queue-view.js";
import "./desk-stories-view.js";
import { focused, giveBack } from "./focus.js";
import { KeyVerbs } from "./keys.js";
import { VIEWS, readRoute, setBase, writeRoute, type Route, type View } from "./route.js";
import { controls, page } from "./styles.js";
import { clock } from "./words.js";

/** How often the words for how long something has waited are made anew. */
const TICK = 20_000;

// Before the element is defined: it may stand in the page already, and reads its route at once.
setBase(ROOT);

@customElement("desk-app")
export class DeskApp extends LitElement {
  @state() private me: Me | null = null;
  @state() private problem: Problem | null = null;
  @state() private signedOut = false;
  @state() private route: Route = readRoute(location.pathname, location.search);
  @state() private total: number | null = null;
  @state() private now = Date.now();
  @state() private said = "";
  @state() private cutOff: number | null = null;
  @state() private panel: "" | "help" | "go" = "";
  @query(".panel > *") private panelPart!: HTMLElement | null;
  #desk: Desk | null = null;
  #live: Live | null = null;
  #site = "";
  #tick: ReturnType<typeof setInterval> | undefined;
  #before: HTMLElement | null = null;

  static override readonly styles = [page, controls, css`
    :host { display: grid; grid-template-rows: auto auto minmax(0, 1fr) auto; block-size: 100dvh; background: var(--fm-paper); }
    .off { padding: 6px 28px; border-block-end: 1px solid var(--fm-rule); border-inline-start: 3px solid var(--fm-wait); }
    .view { min-block-size: 0; grid-row: 3; }
    .panel { padding: 0 28px 12px; grid-row: 4; border-block-start: 1px solid var(--fm-ink); max-block-size: 45vh; overflow-y: auto; }
    .out { padding: 40px 28px; grid-row: 3; }
    h1 { font: 700 var(--fm-text-5)/1.3 var(--fm-serif); }
    @media (max-height: 520px) { :host { block-size: auto; min-block-size: 100dvh; } }
  `];

  constructor() {
    super();
    new KeyVerbs(this, () => ({
      help: () => this.#toggle("help"),
      go: () => this.#toggle("go"),
      close: () => this.panel !== "" && this.#toggle(this.panel),
      search: () => { this.#go(writeRoute({ site: this.route.site, view: "comments", id: "", asked: {} })); return true; },
    }));
    const hear = <T>(name: string, heard: (detail: T) => void): void => {
      this.addEventListener(name, (event) => { heard((event as CustomEvent<T>).detail); });
    };
    hear<string>("desk-go", (path) => { this.#go(path); });
    hear<string>("desk-replace", (path) => { this.#go(path, true); });
    hear<string>("desk-say", (sentence) => { this.#say(sentence); });
    hear<number>("desk-total", (total) => { this.total = total; });
    hear("desk-signed-out", () => { this.signedOut = true; });
    this.addEventListener("click", (event) => { this.#follow(event); });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("popstate", this.#popped);
    window.addEventListener("offline", this.#listen);
    window.addEventListener("online", this.#listen);
    this.#tick = setInterval(() => { this.now = Date.now(); }, TICK);
    void this.#sitDown();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("popstate", this.#popped);
    window.removeEventListener("offline", this.#listen);
    window.removeEventListener("online", this.#listen);
    clearInterval(this.#tick);
    this.#live?.close();
  }

  override willUpdate(): void {
    if (this.me !== null && this.route.site !== this.#site) this.#openSite(this.me);
    const title = this.me?.sites.find((site) => site.name === this.#site)?.title;
    const view = this.route.view === "queue" ? (this.total === null ? "Queue" : `${this.total} wait`) : this.route.view.charAt(0).toUpperCase() + this.route.view.slice(1);
    document.title = title === undefined ? "Desk" : `${view} · ${title} desk`;
  }

  override render(): TemplateResult {
    return html`${this.#content()}<p class="spoken" role="status">${this.said}</p>`;
  }

  #content(): TemplateResult {
    if (this.signedOut) {
      return html`<main class="out"><h1>You are signed out.</h1><p>Ask for a new link: <code>folkmoot staff link NAME</code>. What you decided is kept.</p></main>`;
    }
    if (this.problem !== null) return html`<main class="out"><desk-notice subject="The desk" .problem=${this.problem} @again=${() => { void this.#sitDown(); }}></desk-notice></main>`;
    if (this.me === null) return html`<main class="out"><desk-notice subject="The desk"></desk-notice></main>`;
    if (this.me.sites.length === 0) return html`<main class="out"><h1>No site yet.</h1><p>You have no role at any site. An operator gives one: <code>folkmoot staff add</code>.</p></main>`;
    return html`<desk-header .me=${this.me} .route=${this.route} .total=${this.total} @sign-out=${() => { void this.#signOut(); }}></desk-header>
      ${this.cutOff === null ? nothing : html`<p class="off"><strong>${navigator.onLine ? "Folkmoot does not answer." : "You are offline."}</strong>
        You see the desk as it was at ${clock(new Date(this.cutOff).toISOString())}. It goes on by itself.</p>`}
      <div class="view">${this.#view(this.me)}</div>
      ${this.panel === "" ? nothing : html`<div class="panel">${this.panel === "help" ? html`<desk-keys></desk-keys>` : html`<desk-goto
        .places=${VIEWS.map((view) => ({ name: view, words: view.charAt(0).toUpperCase() + view.slice(1) }))}
        @go=${(event: CustomEvent<string>) => { this.panel = ""; this.#go(writeRoute({ site: this.route.site, view: event.detail as View, id: "", asked: {} })); }}></desk-goto>`}</div>`}`;
  }

  #view(me: Me): TemplateResult {
    const { route, now } = this;
    switch (route.view) {
      case "queue": return html`<desk-queue-view .desk=${this.#desk} .live=${this.#live} .route=${route} me=${me.name} .now=${now}></desk-queue-view>`;
      case "comments": return html`<desk-comments-view .desk=${this.#desk} .live=${this.#live} .route=${route} me=${me.name} .now=${now}></desk-comments-view>`;
      case "authors": return html`<desk-authors-view .desk=${this.#desk} .route=${route} .now=${now}></desk-authors-view>`;
      case "stories": return html`<desk-stories-view .desk=${this.#desk} .route=${route} .now=${now}></desk-stories-view>`;
      case "policy": return html`<desk-policy-view .desk=${this.#desk} .route=${route}></desk-policy-view>`;
    }
  }

  async #sitDown(): Promise<void> {
    this.problem = null;
    const answer = await fetchMe();
    if (answer.ok) {
      this.me = answer.value;
      const known = answer.value.sites.some((site) => site.name === this.route.site);
      const first = answer.value.sites[0];
      if (!known && first !== undefined) this.#go(writeRoute({ site: first.name, view: "queue", id: "", asked: {} }), true);
    } else if (answer.problem.status === 401) this.signedOut = true;
    else this.problem = answer.problem;
  }

  #openSite(me: Me): void {
    this.#site = this.route.site;
    this.#live?.close();
    this.#desk = new Desk(this.#site, me.csrf);
    this.#live = new Live(this.#desk.liveUrl);
    this.#live.addEventListener("state", this.#listen);
    this.#live.addEventListener("queue", (event) => {
      const heard = (event as CustomEvent<{ total?: number } | null>).detail;
      if (typeof heard?.total === "number") this.total = heard.total;
    });
    this.total = null;
    if (this.route.view !== "queue") void this.#count(this.#desk);
  }

  /** The header's figure, where the queue itself is not open. */
  async #count(desk: Desk): Promise<void> {
    const answer = await desk.queue({ filter: "all", clause: "", language: "", story: "" });
    if (answer.ok && desk === this.#desk) this.total = answer.value.total;
  }

  async #signOut(): Promise<void> {
    if (this.me !== null) await signOut(this.me.csrf);
    this.#live?.close();
    this.signedOut = true;
  }

  #toggle(panel: "help" | "go"): boolean {
    if (this.panel === "") this.#before = focused();
    this.panel = this.panel === panel ? "" : panel;
    if (this.panel === "") giveBack(this.#before);
    else void this.updateComplete.then(async () => { await (this.panelPart as LitElement | null)?.updateComplete; this.panelPart?.focus(); });
    return true;
  }

  #go(path: string, replace = false): void {
    const url = new URL(path, location.href);
    const route = readRoute(url.pathname, url.search);
    if (writeRoute(route) === writeRoute(this.route) && location.pathname + location.search === path) return;
    if (replace) history.replaceState(null, "", path);
    else history.pushState(null, "", path);
    this.#take(route);
  }

  #take(route: Route): void {
    if (route.view !== this.route.view) this.panel = "";
    this.route = route;
    this.now = Date.now();
  }

  readonly #popped = (): void => {
    this.#take(readRoute(location.pathname, location.search));
  };

  /** Links within the desk change the view without a new page. */
  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((part): part is HTMLAnchorElement => part instanceof HTMLAnchorElement);
    if (link === undefined || link.target !== "" || link.origin !== location.origin || !link.pathname.startsWith(`${ROOT}/desk/`)) return;
    event.preventDefault();
    this.#go(link.pathname + link.search);
  }

  /** Said even when the same sentence was said before. */
  #say(sentence: string): void {
    this.said = this.said === sentence ? `${sentence} ` : sentence;
  }

  readonly #listen = (): void => {
    const off = !navigator.onLine || this.#live?.connected === false;
    if (!off) this.cutOff = null;
    else this.cutOff ??= Date.now();
  };
}
