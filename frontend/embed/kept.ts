/** What this browser keeps for the reader on the newspaper's own origin: token, name, drafts. It may refuse to. */

export interface Draft {
  readonly text: string;
  /** The form's key: the same key again is the same comment, also after a reload. */
  readonly key: string;
  /** What was last sent under this key; another text needs another key. */
  readonly sent?: string;
}

export class Kept {
  constructor(private readonly site: string) {}

  get token(): string | null {
    return read(this.at("token"));
  }

  set token(token: string) {
    write(this.at("token"), token);
  }

  get name(): string {
    return read(this.at("name")) ?? "";
  }

  set name(name: string) {
    write(this.at("name"), name);
  }

  /** `place` is a story's URL and, for a reply, the number that it answers. */
  draft(place: string): Draft | null {
    try {
      const draft = JSON.parse(read(this.at(`draft:${place}`)) ?? "null") as Partial<Draft> | null;
      return typeof draft?.text === "string" && typeof draft.key === "string" ? (draft as Draft) : null;
    } catch {
      return null;
    }
  }

  keep(place: string, draft: Draft | null): void {
    write(this.at(`draft:${place}`), draft === null ? null : JSON.stringify(draft));
  }

  private at(what: string): string {
    return `folkmoot:${this.site}:${what}`;
  }
}

// What the browser will not store is kept as long as the page is open.
const meanwhile = new Map<string, string>();

function read(name: string): string | null {
  try {
    return localStorage.getItem(name) ?? meanwhile.get(name) ?? null;
  } catch {
    return meanwhile.get(name) ?? null;
  }
}

function write(name: string, value: string | null): void {
  if (value === null) meanwhile.delete(name);
  else meanwhile.set(name, value);
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Full or forbidden: what is in `meanwhile` must do.
  }
}

/** A random key for a form, 128 bits. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
