/** How the desk's plain pages lie on the screen: authors, stories, the policy. */

import { css } from "lit";

export const plainPage = css`
  :host { block-size: 100%; overflow-y: auto; padding: 20px 28px 40px; }
  h1 { font: 700 var(--fm-text-5)/1.3 var(--fm-serif); margin-block-end: 4px; }
  h2 { font: 700 var(--fm-text-4)/1.3 var(--fm-serif); }
  table { border-collapse: collapse; inline-size: 100%; margin-block-start: 12px; }
  th { font-size: var(--fm-text-1); font-weight: 600; color: var(--fm-soft); text-align: start; padding: 6px 16px 6px 0; border-block-end: 1px solid var(--fm-ink); }
  td { padding: 8px 16px 8px 0; border-block-end: 1px solid var(--fm-rule); vertical-align: top; }
  td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
  @media (max-width: 560px) { :host { padding-inline: 16px; } th, td { padding-inline-end: 8px; overflow-wrap: anywhere; } th:last-child, td:last-child { padding-inline-end: 0; } }
  @media (max-height: 520px) { :host { block-size: auto; overflow: visible; } }
`;
