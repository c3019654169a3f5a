/** The policy that is in force, to read: its version, since when, and its text as the editor wrote it. */

import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Desk } from "../api/desk.js";
import type { PolicyInForce } from "../api/desk-types.js";
import type { Problem } from "../api/request.js";
import "./desk-notice.js";
import { plainPage } from "./desk-page-styles.js";
import { tell } from "./events.js";
import type { Route } from "./route.js";
import { controls, page } from "./styles.js";
import { clock, fullDay } from "./words.js";

@customElement("desk-policy-view")
export class DeskPolicyView extends LitElement {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) route!: Route;
  @state() private policy: PolicyInForce | null = null;
  @state() private problem: Problem | null = null;
  #fetch: AbortController | null = null;

  static override readonly styles = [page, controls, plainPage, css`
    ol { font: 13px/1.6 var(--fm-mono); margin-block-start: 16px; border-block-start: 1px solid var(--fm-ink); padding-block-start: 8px; overflow-x: auto; }
    li { display: grid; grid-template-columns: 2.4rem minmax(0, 1fr); gap: 12px; }
    .number { color: var(--fm-soft); text-align: end; user-select: none; }
    code { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
    .key { font-weight: 700; }
    .remark { color: var(--fm-soft); font-style: italic; }
  `];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#fetch?.abort();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("route")) void this.#load();
  }

  override render(): TemplateResult {
    const { policy } = this;
    if (this.problem !== null) return html`<main><h1>Policy</h1><desk-notice subject="The policy" .problem=${this.problem} @again=${() => { void this.#load(); }}></desk-notice></main>`;
    if (policy === null) return html`<main><h1>Policy</h1><desk-notice subject="The policy"></desk-notice></main>`;
    return html`<main><h1>Policy</h1>
      <p class="soft">Version ${policy.version}, in force since ${fullDay(policy.published_at)}, ${clock(policy.published_at)}${
        policy.published_by === null || policy.published_by === "" ? nothing : html`, published by <bdi>${policy.published_by}</bdi>`} ·
        <a href="/s/${this.route.site}/policy" target="_blank" rel="noopener">as readers see it</a></p>
      <p class="soft">To change it: <code>folkmoot policy publish FILE --site ${this.route.site}</code></p>
      <ol aria-label="The policy's file" dir="ltr">${policy.source.replace(/\n$/, "").split("\n").map((line, index) => html`<li><span class="number" aria-hidden="true">${index + 1}</span>${written(line)}</li>`)}</ol></main>`;
  }

  async #load(): Promise<void> {
    this.#fetch?.abort();
    const fetching = (this.#fetch = new AbortController());
    this.problem = null;
    const answer = await this.desk.policy(fetching.signal);
    if (fetching.signal.aborted) return;
    if (answer.ok) this.policy = answer.value;
    else this.problem = answer.problem;
    if (!answer.ok && answer.problem.status === 401) tell(this, "desk-signed-out", undefined);
  }
}

/** One line of the file: its key bold, its remark soft. */
function written(line: string): TemplateResult {
  const [, lead = "", key = "", rest = ""] = /^(\s*(?:- )?)([\w-]+:)?(.*)$/.exec(line) ?? [];
  const remark = /(^|\s)#.*$/.exec(rest)?.[0] ?? "";
  return html`<code>${lead}<span class="key">${key}</span>${rest.slice(0, rest.length - remark.length)}<span class="remark">${remark}</span></code>`;
}
