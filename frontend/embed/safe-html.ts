/** The one place where the server's HTML becomes elements; all text of readers was escaped there. */

interface Policy {
  createHTML(html: string): string;
}

// A newspaper may demand Trusted Types of everything on its page.
const types = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes;
let policy: Policy | undefined;

export function elements(html: string): DocumentFragment {
  const template = document.createElement("template");
  try {
    policy ??= types?.createPolicy("folkmoot", { createHTML: (given) => given });
  } catch {
    // The page does not allow the policy by name; a default one may still let the text through.
  }
  template.innerHTML = policy === undefined ? html : policy.createHTML(html);
  return template.content;
}

export function element(html: string): HTMLElement {
  const found = elements(html).firstElementChild;
  return found instanceof HTMLElement ? found : document.createElement("div");
}
