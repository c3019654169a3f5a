/** A note for colleagues, kept with the case; the author never sees it. */

import { LitElement, css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { keys } from "./keys.js";
import { controls, page } from "./styles.js";

@customElement("desk-note")
export class DeskNote extends LitElement {
  @property({ type: Boolean }) busy = false;
  @state() private problem = "";
  @query("textarea") private field!: HTMLTextAreaElement;

  static override readonly styles = [page, controls, css`
    .both { display: flex; gap: 10px; flex-wrap: wrap; margin-block-start: 8px; align-items: center; padding: 2px; }
    .press { min-block-size: 36px; }
  `];

  override focus(): void {
    this.field.focus();
  }

  override render(): TemplateResult {
    return html`<form @submit=${(event: Event) => { event.preventDefault(); this.#keep(); }}>
      <label for="note">Note for colleagues</label> <span class="small soft">The author never sees it. Ctrl and Enter keep it.</span>
      <textarea id="note" maxlength="1000" aria-describedby="problem" @input=${() => { this.problem = ""; }}
        @keydown=${(event: KeyboardEvent) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#keep(); }}></textarea>
      <p id="problem" class="stop small" role="alert">${this.problem}</p>
      <div class="both"><button type="submit" class="press main plain" aria-disabled=${this.busy ? "true" : nothing}>Keep the note</button>
        <button type="button" class="press ${keys.settings.on ? "" : "plain"}" @click=${() => { keys.press("close"); }}>${keys.settings.on ? html`<kbd aria-hidden="true">Esc</kbd>` : nothing}Not yet</button></div>
    </form>`;
  }

  #keep(): void {
    const text = this.field.value.trim();
    if (text === "") {
      this.problem = "There is nothing to keep yet.";
      return;
    }
    if (!this.busy) this.dispatchEvent(new CustomEvent<string>("keep", { detail: text }));
  }
}
