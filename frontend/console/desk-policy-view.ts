/** The policy that is in force, to read: its version, since when, and its text as the editor wrote it. */

import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Desk } from "../api/desk.js";
import type { PolicyClause, PolicyInForce } from "../api/desk-types.js";
import { ROOT } from "../api/root.js";
import type { Problem } from "../api/request.js";
import "./desk-notice.js";
import { plainPage } from "./desk-page-styles.js";
import { tell } from "./events.js";
import type { Route } from "./route.js";
import { controls, page } from "./styles.js";
import { clauseName, clock, counted, fullDay } from "./words.js";

@customElement("desk-policy-view")
export class DeskPolicyView extends LitElement {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) route!: Route;
  @state() private policy: PolicyInForce | null = null;
  @state() private problem: Problem | null = null;
  #fetch: AbortController | null = null;

  static override readonly styles = [page, controls, plainPage, css`
    .both { display: grid; grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); gap: 24px 40px; margin-block-start: 16px; }
    h2 { padding-block-end: 6px; border-block-end: 1px solid var(--fm-ink); }
    .file { font: 13px/1.6 var(--fm-mono); padding-block-start: 8px; }
    .file li { display: grid; grid-template-columns: 2.4rem minmax(0, 1fr); gap: 12px; }
    .number { color: var(--fm-soft); text-align: end; user-select: none; }
    code { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
    .key { font-weight: 700; }
    .welcome { font: var(--fm-text-3)/1.5 var(--fm-serif); padding-block: 8px; }
    .clauses li { display: grid; grid-template-columns: 2rem minmax(0, 1fr); padding-block: 8px; border-block-end: 1px solid var(--fm-rule); }
    .clauses .n { font: 700 var(--fm-text-3)/1.4 var(--fm-serif); }
    @media (max-width: 860px) { .both { grid-template-columns: minmax(0, 1fr); } }
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
        <a href="${ROOT}/s/${this.route.site}/policy" target="_blank" rel="noopener">as readers see it</a></p>
      <p class="soft">To change it: <code>folkmoot policy publish FILE --site ${this.route.site}</code></p>
      <div class="both"><section aria-label="The policy's file"><h2>The file</h2><ol class="file" dir="ltr">${policy.source.replace(/\n$/, "").split("\n").map((line, index) => html`<li><span class="number" aria-hidden="true">${index + 1}</span>${written(line)}</li>`)}</ol></section>
      <section aria-label="What each clause does"><h2>What each clause does</h2><p class="welcome">${policy.welcome}</p>
        <ol class="clauses">${policy.clauses.map((clause, index) => described(clause, index + 1))}</ol></section></div></main>`;
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

function described(clause: PolicyClause, number: number): TemplateResult {
  const from = [
    clause.hold === null ? "" : `a person looks from ${clause.hold.toFixed(2)}`,
    clause.reject === null ? "" : `turned away from ${clause.reject.toFixed(2)}`,
    clause.reword ? "may be reworded first" : "",
    clause.strikes === 0 ? "no strike" : counted(clause.strikes, "strike", "strikes"),
  ].filter((words) => words !== "");
  const listens = clause.signal === null ? "moderators alone cite it" : clauseName(clause.signal).toLowerCase();
  const aim = clause.aimed_at === null ? "" : `, at ${clause.aimed_at.map((target) => clauseName(target).toLowerCase()).join(", ")}`;
  return html`<li><span class="n">${number}.</span><div><strong dir="auto">${clause.rule}</strong>
    ${clause.why === "" ? nothing : html`<p dir="auto">${clause.why}</p>`}<p class="small soft">${listens}${aim}: ${from.join(" · ")}</p></div></li>`;
}

/** One line of the file: its key bold, its remark soft. */
function written(line: string): TemplateResult {
  const [, lead = "", key = "", rest = ""] = /^(\s*(?:- )?)([\w-]+:)?(.*)$/.exec(line) ?? [];
  const remark = /(^|\s)#.*$/.exec(rest)?.[0] ?? "";
  return html`<code>${lead}<span class="key">${key}</span>${rest.slice(0, rest.length - remark.length)}<span class="remark">${remark}</span></code>`;
}
