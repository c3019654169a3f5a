/** What the policy found: each clause with its score in words and figures, at whom it is aimed and what it would do. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Finding } from "../api/desk-types.js";
import "./desk-score.js";
import { page } from "./styles.js";
import { clauseName, reasonSentence, withoutScore, would } from "./words.js";

@customElement("desk-findings")
export class DeskFindings extends LitElement {
  @property({ attribute: false }) findings: readonly Finding[] = [];
  @property() language = "";

  static override readonly styles = [page, css`
    table { inline-size: 100%; border-collapse: collapse; }
    th { font-size: var(--fm-text-1); font-weight: 600; color: var(--fm-soft); text-align: start; padding-block: 4px;
      border-block-end: 1px solid var(--fm-ink); }
    td { vertical-align: top; padding-block: 7px; border-block-end: 1px solid var(--fm-rule); line-height: 1.45; }
    th + th, td + td { padding-inline-start: var(--fm-3); }
    th:nth-child(2), td:nth-child(2) { padding-inline-start: 0; }
    .letter { inline-size: 20px; color: var(--fm-stop); font-weight: 700; }
    .read { inline-size: 196px; }
    .at { inline-size: 124px; }
    .would { inline-size: 66px; }
    .strong { font-weight: 600; }
    desk-score { margin-block: 2px; }
    .none { padding-block: 8px; border-block: 1px solid var(--fm-rule); }
    @media (max-width: 560px) {
      thead { position: absolute; clip-path: inset(50%); inline-size: 1px; block-size: 1px; overflow: hidden; }
      tr { display: grid; grid-template-columns: 20px 1fr auto; border-block-end: 1px solid var(--fm-rule); padding-block: 8px; column-gap: 0; }
      td, td + td { border: 0; padding: 0; inline-size: auto; }
      td.clause { grid-column: 2; }
      td.would { grid-column: 3; grid-row: 1; padding-inline-start: 12px; }
      td.read { grid-column: 2; margin-block-start: 4px; }
      td.at { grid-column: 2 / 4; margin-block-start: 2px; }
      td.letter { grid-row: 1 / 4; }
    }
  `];

  override render(): TemplateResult {
    if (this.findings.length === 0) return html`<p class="none soft">No clause matched.</p>`;
    return html`<table>
      <thead><tr><th scope="col" class="letter"><span class="spoken">Mark</span></th><th scope="col">Clause</th>
        <th scope="col">Read as</th><th scope="col">At whom</th><th scope="col">Would</th></tr></thead>
      <tbody>${this.findings.map((finding) => this.#row(finding))}</tbody></table>`;
  }

  #row(finding: Finding): TemplateResult {
    return html`<tr>
      <td class="letter">${finding.letter ?? nothing}</td>
      <td class="clause">${finding.number === null ? nothing : `${finding.number} `}${finding.rule || clauseName(finding.clause ?? "")}</td>
      <td class="read">${this.#read(finding)}</td>
      <td class="at">${finding.at}${aimedBy(finding)}</td>
      <td class="would ${colour(finding)}">${would(finding.would)}</td>
    </tr>`;
  }

  #read(finding: Finding): TemplateResult {
    const strong = finding.would === "publish" ? "" : "strong";
    if (finding.attribute === null) return html``;
    const readAs = clauseName(finding.attribute);
    if (finding.score === null) {
      const sentence = reasonSentence(finding.reason);
      return html`<span class=${strong}>${withoutScore(readAs, finding.reason, this.language)}</span>${
        sentence === "" ? nothing : html`<div class="small soft">${sentence}</div>`}`;
    }
    return html`<span class=${strong}>${readAs}: ${finding.word}, ${finding.score.toFixed(2)}</span>
      <desk-score .score=${finding.score} .hold=${finding.hold} .reject=${finding.reject}></desk-score>
      ${finding.by === "" ? nothing : html`<div class="small soft">${finding.by}</div>`}`;
  }
}

function aimedBy(finding: Finding): TemplateResult | typeof nothing {
  if (finding.aim_words.length === 0) return nothing;
  return html`<div class="small soft">by ${finding.aim_words.map((words, index) => html`${index > 0 ? ", " : ""}“<bdi>${words}</bdi>”`)}</div>`;
}

function colour(finding: Finding): string {
  if (finding.would === "hold") return "wait";
  return finding.would === "reject" || finding.would === "reword" ? "stop" : "";
}
