/** Where in the desk somebody is, as a path that can be sent to a colleague. */

export type View = "queue" | "comments" | "authors" | "stories" | "policy";

export interface Route {
  /** Empty: not said, so the first site. */
  readonly site: string;
  readonly view: View;
  /** A comment's id in the queue and among comments, an author's id among authors; empty: none chosen. */
  readonly id: string;
  readonly asked: Readonly<Record<string, string>>;
}

export const VIEWS: readonly View[] = ["queue", "comments", "authors", "stories", "policy"];

/** Below this path all of the desk stands; a newsroom may serve Folkmoot under a path of its own. */
let base = "/desk/";

export function setBase(root: string): void {
  base = `${root}/desk/`;
}

/** Reads `/desk/SITE/VIEW/ID?…`; what it does not know leads to the queue. */
export function readRoute(path: string, search: string): Route {
  const parts = path.startsWith(base) ? path.slice(base.length).split("/").filter((part) => part !== "") : [];
  const [site = "", view = "", id = ""] = parts.map(decode);
  const known = VIEWS.find((name) => name === view);
  return { site, view: known ?? "queue", id: known === undefined ? "" : id, asked: Object.fromEntries(new URLSearchParams(search)) };
}

export function writeRoute(route: Route): string {
  const parts = [route.site, route.view, route.id].filter((part) => part !== "").map(encodeURIComponent);
  const query = new URLSearchParams(Object.entries(route.asked).filter(([, value]) => value !== "")).toString();
  return base + parts.join("/") + (query === "" ? "" : `?${query}`);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
