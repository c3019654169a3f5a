/** Where the focus is and was, through shadow roots. */

export function focused(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement && element !== document.body ? element : null;
}

/** Gives the focus back to what had it, if that still stands in the page. */
export function giveBack(element: HTMLElement | null): boolean {
  if (element?.isConnected !== true) return false;
  element.focus();
  return focused() === element;
}
