/** What readers and authors ask the server: pages of a thread, their own comments, posts, flags, counts. */

import { request, type Answer, type Problem } from "./request.js";

export type { Answer, Problem };

export type State = "returned" | "held" | "published" | "rejected" | "withdrawn";
export type Can = "edit" | "withdraw" | "reword" | "ask" | "discard";

/** An author's own comment; `html` is the server's rendering of it, with its forms. */
export interface Own {
  readonly comment: {
    readonly id: string;
    readonly number: string | null;
    readonly parent: string | null;
    readonly state: State;
    readonly text: string;
    readonly revision: number;
    readonly edit_until: string | null;
    readonly can: readonly Can[];
  };
  readonly html: string;
  readonly token?: string;
  readonly sentence: string;
}

export interface Mine {
  readonly name: string;
  readonly standing: { readonly kind: string; readonly until: string | null; readonly html: string } | null;
  readonly comments: readonly Own[];
  readonly waits: boolean;
}

/** Which page of a thread: by its number, or the one on which a comment's number stands. */
export interface Which {
  readonly order: string;
  readonly page?: number;
  readonly at?: string;
}

export type Change = "revisions" | "ask" | "withdraw";

/** A site's doors for its readers; `token` gives the author's proof of being himself, if there is one. */
export class Reader {
  constructor(
    readonly base: string,
    readonly site: string,
    readonly url: string,
    private readonly token: () => string | null,
  ) {}

  /** Fetches a page's HTML; asks the server whether a kept copy still holds. */
  async page(which: Which): Promise<Answer<string>> {
    const query = new URLSearchParams({ url: this.url, order: which.order });
    if (which.at !== undefined) query.set("at", which.at);
    else query.set("page", String(which.page ?? 1));
    try {
      const response = await fetch(`${this.door("thread")}?${query}`, { credentials: "omit", cache: "no-cache" });
      const text = await response.text();
      if (response.ok) return { ok: true, value: text };
      return { ok: false, problem: problemOf(response.status, text) };
    } catch {
      return { ok: false, problem: problemOf(0, "") };
    }
  }

  mine(): Promise<Answer<Mine>> {
    return request<Mine>(`${this.door("mine")}?${new URLSearchParams({ url: this.url })}`, { headers: this.headers() });
  }

  post(comment: { parent: string | null; name: string; text: string; key: string }): Promise<Answer<Own>> {
    return this.send<Own>("comments", { url: this.url, ...comment });
  }

  change(id: string, change: Change, body: { key: string; text?: string; name?: string }): Promise<Answer<Own>> {
    return this.send<Own>(`comments/${encodeURIComponent(id)}/${change}`, body);
  }

  flag(number: string, flag: { clause: string; note: string; key: string }): Promise<Answer<{ sentence: string }>> {
    const query = new URLSearchParams({ url: this.url });
    return this.send<{ sentence: string }>(`comments/${encodeURIComponent(number)}/flags?${query}`, flag);
  }

  /** Opens the stream of this story's versions. */
  live(): EventSource {
    return new EventSource(`${this.door("live")}?${new URLSearchParams({ url: this.url })}`);
  }

  private send<T>(path: string, body: unknown): Promise<Answer<T>> {
    return request<T>(this.door(path), { method: "POST", body, headers: this.headers() });
  }

  private door(path: string): string {
    return `${this.base}api/sites/${encodeURIComponent(this.site)}/${path}`;
  }

  private headers(): Record<string, string> {
    const token = this.token();
    return token === null ? {} : { Authorization: `Bearer ${token}` };
  }
}

/** Asks how many comments stories have; at most 50 URLs at once. */
export function counts(base: string, site: string, urls: readonly string[]): Promise<Answer<{ counts: Record<string, number> }>> {
  const query = new URLSearchParams(urls.map((url) => ["url", url]));
  return request(`${base}api/sites/${encodeURIComponent(site)}/counts?${query}`);
}

function problemOf(status: number, text: string): Problem {
  const fallback = { status, code: status === 0 ? "unreached" : `http-${status}`, title: "", detail: "" };
  try {
    const given: unknown = JSON.parse(text);
    return typeof given === "object" && given !== null ? { ...fallback, ...given } : fallback;
  } catch {
    return fallback;
  }
}
