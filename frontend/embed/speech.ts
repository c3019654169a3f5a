/** Sentences that the browser composes itself, in the words that the server sent with the page. */

export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
type Sent = Readonly<Record<string, string | Forms>>;

export class Speech {
  private readonly plurals: Intl.PluralRules;
  private readonly groups: Intl.NumberFormat;

  constructor(
    readonly language: string,
    private readonly sent: Sent,
  ) {
    this.plurals = new Intl.PluralRules(language);
    this.groups = new Intl.NumberFormat(language, { numberingSystem: "latn" });
  }

  static of(page: HTMLElement): Speech {
    return new Speech(page.lang || "en", JSON.parse(page.dataset["words"] ?? "{}") as Sent);
  }

  say(name: string, values: Readonly<Record<string, string>> = {}): string {
    const said = this.sent[name];
    return fill(typeof said === "string" ? said : "", values);
  }

  count(name: string, n: number): string {
    const forms = (this.sent[name] ?? {}) as Forms;
    return fill(forms[this.plurals.select(n)] ?? forms.other ?? "", { n: this.number(n) });
  }

  number(n: number): string {
    return this.figures(this.groups.format(n));
  }

  /** Puts a text's figures into the language's own. */
  figures(text: string): string {
    const own = [...this.say("figures")];
    return text.replace(/[0-9,]/g, (figure) => own["0123456789,".indexOf(figure)] ?? figure);
  }

  /** The time of day, now, as the page writes it. */
  now(): string {
    const time = new Date();
    return this.figures(`${String(time.getHours()).padStart(2, "0")}:${String(time.getMinutes()).padStart(2, "0")}`);
  }
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
