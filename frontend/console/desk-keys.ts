/** All keys of the desk in one place, to read, to change and to switch off. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { VERBS, USUAL, cap, doubles, isKey, type KeyVerb } from "./keymap.js";
import { KeyVerbs, keys } from "./keys.js";
import { controls, page } from "./styles.js";

const WORDS: Record<KeyVerb, string> = {
  publish: "publish", reject: "reject, then 1 – 9", hold: "keep held", block: "block author, choose until", undo: "undo the last decision",
  next: "next case", before: "case before", go: "go to queue, case, author", search: "search", filters: "filters",
  around: "the thread around it", why: "why, in full", note: "note for colleagues", help: "this help",
};
const COLUMNS: readonly (readonly [string, readonly KeyVerb[]])[] = [
  ["Decide", ["publish", "reject", "hold", "block", "undo"]],
  ["Move", ["next", "before", "go", "search", "filters"]],
  ["See", ["around", "why", "note", "help"]],
];

@customElement("desk-keys")
export class DeskKeys extends LitElement {
  @state() private changing = false;
  @state() private problem = "";
  @query("button") private first!: HTMLButtonElement;

  static override readonly styles = [page, controls, css`
    :host { border-block-start: 1px solid var(--fm-rule); padding-block-start: 8px; }
    .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 4px 16px; }
    h2 { font-size: var(--fm-text-2); }
    li { display: flex; align-items: center; gap: 9px; min-block-size: 24px; }
    kbd { block-size: 22px; min-inline-size: 22px; }
    input[type="text"] { inline-size: 40px; min-block-size: 28px; padding: 2px; text-align: center; font: 700 12px/1 var(--fm-mono); }
    li label { font-weight: 400; }
    li:has(input) { min-block-size: 32px; }
    .foot { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; margin-block-start: 4px; }
    .foot label { display: inline-flex; gap: 8px; align-items: center; min-block-size: 28px; font-weight: 400; }
    input[type="checkbox"] { inline-size: 18px; block-size: 18px; margin: 0; min-block-size: 0; accent-color: var(--fm-ink); }
  `];

  constructor() {
    super();
    new KeyVerbs(this, () => ({}));
  }

  override focus(): void {
    this.first.focus();
  }

  override render(): TemplateResult {
    return html`<section aria-label="Keys"><div class="columns">${COLUMNS.map(([title, verbs]) => html`<div><h2>${title}</h2><ul>
        ${verbs.map((verb) => this.#line(verb))}${title === "See" ? html`<li><kbd>Esc</kbd>close, change nothing</li>` : nothing}</ul></div>`)}</div>
      ${this.changing ? this.#change() : html`<p class="foot small soft"><span>${keys.settings.on ? "Keys work only while nothing is being typed." : "Single keys are switched off."}</span>
        <button type="button" class="link" @click=${() => { this.changing = true; }}>Change keys, or switch them off</button>
        <button type="button" class="link" @click=${() => { keys.press("close"); }}>Close</button></p>`}
    </section>`;
  }

  #line(verb: KeyVerb): TemplateResult {
    if (this.changing) {
      return html`<li><input type="text" maxlength="2" id=${verb} .value=${cap(keys.settings.map[verb])} autocomplete="off"
        @change=${(event: Event) => { this.#set(verb, (event.target as HTMLInputElement)); }}><label for=${verb}>${WORDS[verb]}</label></li>`;
    }
    return html`<li><kbd>${cap(keys.settings.map[verb])}</kbd>${WORDS[verb]}</li>`;
  }

  #change(): TemplateResult {
    return html`<div class="foot small"><label><input type="checkbox" .checked=${keys.settings.on}
        @change=${(event: Event) => { keys.change({ ...keys.settings, on: (event.target as HTMLInputElement).checked }); }}>Single keys act</label>
      <button type="button" class="link" @click=${() => { this.problem = ""; keys.change({ ...keys.settings, map: USUAL }); }}>The usual keys again</button>
      <button type="button" class="link" @click=${() => { this.changing = false; }}>Done</button>
      <span class="stop" role="alert">${this.problem}</span></div>`;
  }

  #set(verb: KeyVerb, field: HTMLInputElement): void {
    const key = field.value.trim().toLowerCase();
    const map = { ...keys.settings.map, [verb]: key };
    if (!isKey(key)) this.problem = "One letter or sign, no digit: digits choose clauses.";
    else if (doubles(map).length > 0) this.problem = `${cap(key)} is taken: ${WORDS[VERBS.find((other) => other !== verb && map[other] === key) ?? verb]}.`;
    else {
      this.problem = "";
      keys.change({ ...keys.settings, map });
    }
    field.value = cap(keys.settings.map[verb]);
  }
}
