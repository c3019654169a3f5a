/** Which single key does what at the desk, and whether single keys act at all. Kept in this browser. */

export const VERBS = [
  "publish", "reject", "hold", "block", "undo",
  "next", "before", "go", "search", "filters",
  "around", "why", "note", "help",
] as const;

export type KeyVerb = (typeof VERBS)[number];

export type Keymap = Readonly<Record<KeyVerb, string>>;

export const USUAL: Keymap = {
  publish: "p", reject: "r", hold: "h", block: "b", undo: "u",
  next: "j", before: "k", go: "g", search: "/", filters: "f",
  around: "c", why: "w", note: "n", help: "?",
};

export interface KeySettings {
  readonly on: boolean;
  readonly map: Keymap;
}

const KEPT_AS = "folkmoot-desk-keys";

/** What was kept; the usual keys where nothing was, or where what was kept cannot be read. */
export function readSettings(storage: Pick<Storage, "getItem"> | null): KeySettings {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(KEPT_AS) ?? "null");
    if (typeof kept !== "object" || kept === null) return { on: true, map: USUAL };
    const { on, map } = kept as { on?: unknown; map?: unknown };
    const given = typeof map === "object" && map !== null ? (map as Record<string, unknown>) : {};
    const merged = Object.fromEntries(
      VERBS.map((verb) => [verb, isKey(given[verb]) ? given[verb] : USUAL[verb]]),
    ) as Record<KeyVerb, string>;
    return { on: on !== false, map: doubles(merged).length === 0 ? merged : USUAL };
  } catch {
    return { on: true, map: USUAL };
  }
}

export function keepSettings(storage: Pick<Storage, "setItem"> | null, settings: KeySettings): void {
  try {
    storage?.setItem(KEPT_AS, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing (private, full) still obeys until the page is closed.
  }
}

/** A key that may be chosen: one printed sign, no digit (they choose clauses), no space (it presses buttons). */
export function isKey(key: unknown): key is string {
  return typeof key === "string" && Array.from(key).length === 1 && !/[\s\d]/u.test(key);
}

/** The keys that two verbs share. */
export function doubles(map: Keymap): readonly string[] {
  const keys = VERBS.map((verb) => map[verb]);
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

export interface Pressed {
  readonly key: string;
  /** The place on the keyboard, `KeyP`: what counts where the layout writes another script. */
  readonly code: string;
}

/** The verb of a key. On a Russian, Armenian or Arabic layout the place of the key counts. */
export function verbOf(pressed: Pressed, map: Keymap): KeyVerb | null {
  const key = pressed.key.toLowerCase();
  const written = VERBS.find((verb) => map[verb] === key);
  if (written !== undefined) return written;
  // An ASCII letter that means nothing here means nothing: only another script's letter falls back to its place.
  if (/^[\x20-\x7e]$/.test(key) || Array.from(key).length !== 1) return null;
  const place = /^Key([A-Z])$/.exec(pressed.code)?.[1]?.toLowerCase() ?? (pressed.code === "Slash" ? "/" : null);
  return place === null ? null : (VERBS.find((verb) => map[verb] === place) ?? null);
}

/** How a key is printed on its cap. */
export function cap(key: string): string {
  return key.toUpperCase();
}
