/** The moderators' console: opens the desk in the page. */

import sheet from "../tokens.css?inline";
import pageSheet from "./console.css?inline";
import "./desk-app.js";

// Adopted, not linked: one file less to fetch, and nothing that a strict policy for styles could refuse.
document.adoptedStyleSheets = [sheet, pageSheet].map((text) => {
  const style = new CSSStyleSheet();
  style.replaceSync(text);
  return style;
});

if (document.querySelector("desk-app") === null) document.body.append(document.createElement("desk-app"));
