/** What every element of the desk shares: the rules of tokens.css that do not reach into a shadow root, and its controls. */

import { css } from "lit";

export const page = css`
  *, ::before, ::after { box-sizing: border-box; }
  :host { display: block; font-family: var(--fm-sans); font-size: var(--fm-text-2); line-height: 1.5; color: var(--fm-ink); }
  :host([hidden]), [hidden] { display: none !important; }
  h1, h2, h3, h4, p, ul, ol, dl, dd, figure, blockquote, fieldset { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  fieldset { border: 0; min-inline-size: 0; }
  :focus-visible { outline: 2px solid var(--fm-ink); outline-offset: 2px; box-shadow: 0 0 0 2px var(--fm-paper); }
  :lang(ar), :lang(fa), :lang(ur), :lang(hi), :lang(th) { --fm-leading: 1.85; font-style: normal; }
  a, .link { color: inherit; text-decoration: underline; text-decoration-color: var(--fm-accent-line);
    text-decoration-thickness: 2px; text-underline-offset: .25em; }
  .soft { color: var(--fm-soft); }
  .stop { color: var(--fm-stop); font-weight: 600; }
  .wait { color: var(--fm-wait); font-weight: 600; }
  .small { font-size: var(--fm-text-1); }
  .spoken { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (prefers-reduced-motion: reduce) { *, ::before, ::after { animation: none !important; transition: none !important; } }
`;

export const controls = css`
  button { font: inherit; color: inherit; background: none; border: 0; border-radius: 0; padding: 0; text-align: start; cursor: pointer; }
  button[aria-disabled="true"] { color: var(--fm-soft); cursor: default; }
  .link { min-block-size: 24px; }
  .press { display: inline-flex; align-items: center; gap: var(--fm-2); min-block-size: 40px; padding-inline: 7px 14px;
    border: 1px solid var(--fm-edge); font-weight: 600; white-space: nowrap; }
  .press.plain { padding-inline: 14px; }
  .press:hover { border-color: var(--fm-ink); }
  .press[aria-expanded="true"] { background: var(--fm-ink); color: var(--fm-paper); border-color: var(--fm-ink); }
  .press.main { background: var(--fm-accent); color: var(--fm-on-accent); border-color: var(--fm-ink); }
  kbd { display: inline-grid; place-items: center; min-inline-size: 24px; block-size: 24px; padding-inline: 5px;
    border: 1px solid currentColor; font: 700 12px/1 var(--fm-mono); }
  .press.main kbd { min-inline-size: 26px; }
  label, legend { font-weight: 600; }
  input[type="text"], input[type="search"], input[type="number"], textarea, select { font: inherit; color: inherit;
    background: var(--fm-paper); border: 1px solid var(--fm-edge); border-radius: 0; padding: 6px 10px; min-block-size: 40px;
    max-inline-size: 100%; }
  textarea { min-block-size: 72px; inline-size: 100%; resize: vertical; }
  ::placeholder { color: var(--fm-soft); opacity: 1; }
  @media (pointer: coarse) { .press, input, select { min-block-size: 44px; } }
  @media (forced-colors: active) { .press[aria-expanded="true"], .press.main { forced-color-adjust: none; background: Highlight; color: HighlightText; } }
`;

/** The proof-reader's mark: the same for author, moderator and statement. */
export const marks = css`
  mark { color: inherit; background: var(--fm-stop-wash); padding-block: .05em; text-decoration: underline wavy var(--fm-stop) 1.5px;
    text-underline-offset: .22em; text-decoration-skip-ink: none; }
  sup { color: var(--fm-stop); font: 700 .58em/1 var(--fm-sans); vertical-align: .62em; margin-inline-start: 1px; }
  @media (forced-colors: active) { mark { background: Mark; color: MarkText; forced-color-adjust: none; } }
`;

/** A choice by digits on one side, and what the author will read on the other; stands after an element's own rules. */
export const choosing = css`
  label:has(:checked) { font-weight: 700; }
  label:has(:checked) kbd { background: var(--fm-ink); color: var(--fm-paper); border-color: var(--fm-ink); }
  label:has(:focus-visible) kbd { outline: 2px solid var(--fm-ink); outline-offset: 2px; }
  .read { border-inline-start: 1px solid var(--fm-rule); padding-inline-start: 16px; display: flex; flex-direction: column; }
  blockquote { font: calc(var(--fm-size) * .92)/1.42 var(--fm-serif); margin-block: 2px 8px; overflow-wrap: anywhere; }
  .both { display: flex; gap: 10px; flex-wrap: wrap; margin-block-start: auto; padding: 2px; }
  .press { min-block-size: 36px; }
  @media (max-width: 560px) { form { grid-template-columns: minmax(0, 1fr); gap: 12px; } .read { border: 0; padding: 0; } }
  @media (forced-colors: active) { label:has(:checked) kbd { forced-color-adjust: none; background: Highlight; color: HighlightText; } }
`;
