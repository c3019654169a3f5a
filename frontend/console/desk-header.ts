/** The head of the desk: which site, which view, who sits here. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Me } from "../api/desk-types.js";
import { keycap, shortcut } from "./buttons.js";
import { tell } from "./events.js";
import { KeyVerbs, keys } from "./keys.js";
import { VIEWS, writeRoute, type Route, type View } from "./route.js";
import { controls, page } from "./styles.js";

const WORDS: Record<View, string> = { queue: "Queue", comments: "Comments", authors: "Authors", stories: "Stories", policy: "Policy" };

@customElement("desk-header")
export class DeskHeader extends LitElement {
  @property({ attribute: false }) me!: Me;
  @property({ attribute: false }) route!: Route;
  @property({ type: Number }) total: number | null = null;

  static override readonly styles = [page, controls, css`
    header { display: flex; align-items: center; gap: 0 28px; padding-inline: 20px; min-block-size: 46px; border-block-end: 3px solid var(--fm-ink); flex-wrap: wrap; }
    .site { font: 700 var(--fm-text-4)/1.3 var(--fm-serif); white-space: nowrap; display: flex; align-items: baseline; gap: 8px; }
    .site span { font: var(--fm-text-1)/1 var(--fm-sans); color: var(--fm-soft); }
    .site select { font: inherit; border: 0; padding: 0; min-block-size: 28px; }
    nav { align-self: stretch; }
    ul { display: flex; gap: 0 22px; flex-wrap: wrap; block-size: 100%; }
    nav a { display: flex; align-items: center; gap: 6px; min-block-size: 40px; block-size: calc(100% + 3px); text-decoration: none; color: var(--fm-soft); border-block: 3px solid transparent; font-variant-numeric: tabular-nums; }
    nav a:hover { color: var(--fm-ink); }
    nav a[aria-current="page"] { color: var(--fm-ink); font-weight: 600; border-block-end-color: var(--fm-accent-line); }
    .who { margin-inline-start: auto; display: flex; align-items: center; gap: 18px; color: var(--fm-soft); }
    .who button { display: inline-flex; align-items: center; gap: 5px; min-block-size: 28px; color: var(--fm-soft); }
    .who kbd { color: var(--fm-ink); }
    @media (max-width: 1020px) { .name { display: none; } }
    @media (max-width: 760px) {
      header { padding: 4px 16px 0; gap: 0 12px; }
      .site { flex: 1; min-inline-size: 0; font-size: var(--fm-text-3); }
      .site bdi { overflow: hidden; text-overflow: ellipsis; }
      .site span { display: none; }
      .who { gap: 12px; font-size: var(--fm-text-1); }
      nav { order: 3; flex-basis: 100%; font-size: var(--fm-text-1); }
      ul { gap: 0 13px; }
      nav a { min-block-size: 36px; }
    }
  `];

  constructor() {
    super();
    new KeyVerbs(this, () => ({}));
  }

  override render(): TemplateResult {
    const site = this.me.sites.find((candidate) => candidate.name === this.route.site);
    return html`<header>
      <p class="site">${this.#site()}<span>desk</span></p>
      <nav aria-label="Desk"><ul>${VIEWS.map((view) => html`<li><a href=${writeRoute({ site: this.route.site, view, id: "", asked: {} })}
        aria-current=${view === this.route.view ? "page" : nothing}>${WORDS[view]}${view === "queue" && this.total !== null ? html` <span>${this.total}</span>` : nothing}</a></li>`)}</ul></nav>
      <p class="who"><span class="name"><bdi>${this.me.name}</bdi>, ${site?.role ?? ""}</span>
        <button type="button" aria-keyshortcuts=${shortcut("help")} @click=${() => { keys.press("help"); }}>Keys ${keycap("help")}</button>
        <button type="button" @click=${() => { this.dispatchEvent(new CustomEvent("sign-out")); }}>Sign out</button></p></header>`;
  }

  #site(): TemplateResult {
    const { sites } = this.me;
    if (sites.length < 2) return html`<bdi>${sites[0]?.title ?? ""}</bdi>`;
    return html`<select aria-label="Site" @change=${(event: Event) => {
      tell(this, "desk-go", writeRoute({ site: (event.target as HTMLSelectElement).value, view: this.route.view, id: "", asked: {} }));
    }}>${sites.map((site) => html`<option value=${site.name} ?selected=${site.name === this.route.site}>${site.title}</option>`)}</select>`;
  }
}
