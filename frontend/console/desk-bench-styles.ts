/** How the bench lies on the screen: three columns, two, or one at a time. */

import { css } from "lit";

export const benchStyles = css`
  :host { block-size: 100%; min-block-size: 0; }
  .bench { display: grid; block-size: 100%; min-block-size: 0; grid-template: "list main aside" minmax(0, 1fr) / 296px minmax(0, 1fr) 285px; }
  .columns { display: none; grid-area: columns; border-block-end: 1px solid var(--fm-rule); padding-inline: 16px; gap: 16px; }
  .columns button { min-block-size: 40px; color: var(--fm-soft); border-block-end: 3px solid transparent; }
  .columns button[aria-pressed="true"] { color: var(--fm-ink); font-weight: 600; border-block-end-color: var(--fm-accent-line); }
  .list { grid-area: list; border-inline-end: 1px solid var(--fm-rule); min-block-size: 0; display: flex; flex-direction: column; }
  ::slotted(*) { flex: 1; min-block-size: 0; }
  main { grid-area: main; display: flex; flex-direction: column; min-block-size: 0; min-inline-size: 0; }
  aside { grid-area: aside; border-inline-start: 1px solid var(--fm-rule); padding: 12px 20px 24px 18px; overflow-y: auto; }
  .scroll { flex: 1; min-block-size: 0; overflow-y: auto; overscroll-behavior: contain; padding: 12px 28px 2px; }
  desk-notice { padding: 4px 0; }
  .decide { border-block-start: 1px solid var(--fm-ink); padding: 12px 28px; }
  .panel { max-block-size: 38vh; overflow-y: auto; overscroll-behavior: contain; padding: 5px; margin: 7px -5px -5px; }
  .empty { padding-block: 24px; }
  .empty h2 { font: var(--fm-text-4)/1.5 var(--fm-serif); }
  @media (max-width: 1119px) {
    .bench { grid-template: "list columns" auto "list main" minmax(0, 1fr) / 280px minmax(0, 1fr); }
    .columns { display: flex; }
    .columns button:first-child { display: none; }
    .show-list .columns button:nth-child(2) { color: var(--fm-ink); font-weight: 600; border-block-end-color: var(--fm-accent-line); }
    aside { grid-area: main; border: 0; padding-inline: 28px; }
    .show-author main, .show-list aside, .show-case aside { display: none; }
  }
  @media (max-width: 760px) {
    .bench { grid-template: "columns" auto "main" minmax(0, 1fr) / minmax(0, 1fr); }
    .columns button:first-child { display: block; }
    .show-list .columns button:nth-child(2) { color: var(--fm-soft); font-weight: 400; border-block-end-color: transparent; }
    .list { grid-area: main; border: 0; }
    .show-list main, .show-case .list, .show-author .list { display: none; }
    .scroll, .decide, aside { padding-inline: 16px; }
    .panel { max-block-size: 54vh; }
  }
  /* Little height (a phone on its side, 400 % zoom): everything scrolls as one, so that the verbs cover nothing. */
  @media (max-height: 520px) {
    :host, .bench { block-size: auto; }
    .bench { grid-template-rows: auto; }
    .scroll, aside { overflow: visible; }
    .panel { max-block-size: none; }
  }
`;
