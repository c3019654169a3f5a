/** What a rewording changed, word by word. */

export interface Change {
  readonly kind: "same" | "gone" | "new";
  readonly text: string;
}

/** Above this many words in either text the whole is shown as gone and new: the table would grow with their product. */
const MOST_WORDS = 900;

/** The longest common sequence of words; what is not in it is gone or new. Joined, `same` and `new` give the new text. */
export function compare(before: string, after: string): readonly Change[] {
  const old = words(before);
  const fresh = words(after);
  if (old.length > MOST_WORDS || fresh.length > MOST_WORDS) {
    return [{ kind: "gone", text: before }, { kind: "new", text: after }];
  }
  const longest = lengths(old, fresh);
  const width = fresh.length + 1;
  const changes: Change[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    const goneNext = longest[(i + 1) * width + j] ?? -1;
    const newNext = longest[i * width + j + 1] ?? -1;
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      add(changes, "same", old[i++] ?? "");
      j++;
    } else if (j >= fresh.length || (i < old.length && goneNext >= newNext)) {
      add(changes, "gone", old[i++] ?? "");
    } else {
      add(changes, "new", fresh[j++] ?? "");
    }
  }
  return changes;
}

function words(text: string): readonly string[] {
  return text.match(/\s+|[^\s]+/gu) ?? [];
}

function lengths(old: readonly string[], fresh: readonly string[]): Uint16Array {
  const width = fresh.length + 1;
  const table = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      table[i * width + j] = old[i] === fresh[j]
        ? (table[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
    }
  }
  return table;
}

function add(changes: Change[], kind: Change["kind"], text: string): void {
  const last = changes.at(-1);
  if (last?.kind === kind) changes[changes.length - 1] = { kind, text: last.text + text };
  else changes.push({ kind, text });
}
