/** The desk's calls, one a verb, for one site. */

import { ROOT } from "./root.js";
import { request, type Answer, type Method } from "./request.js";
import type {
  AuthorRecord, Case, Decided, Discussion, Follows, Found, Me, Outcome, PolicyInForce, Queue, QueueAsked,
  SanctionAsked, SearchAsked, StoryLine,
} from "./desk-types.js";

const BASE = `${ROOT}/desk/api`;

/** Who sits here, where she may work, and the secret that every change must carry. */
export function fetchMe(): Promise<Answer<Me>> {
  return request<Me>(`${BASE}/me`);
}

export function signOut(csrf: string): Promise<Answer<unknown>> {
  return request(`${ROOT}/desk/sign-out`, { method: "POST", headers: { "X-Folkmoot-CSRF": csrf } });
}

export class Desk {
  readonly #base: string;
  readonly #csrf: string;

  constructor(site: string, csrf: string) {
    this.#base = `${BASE}/sites/${encodeURIComponent(site)}`;
    this.#csrf = csrf;
  }

  get liveUrl(): string {
    return `${this.#base}/live`;
  }

  queue(asked: QueueAsked, signal?: AbortSignal): Promise<Answer<Queue>> {
    return this.#get<Queue>("/queue", asked, signal);
  }

  case(comment: string, signal?: AbortSignal): Promise<Answer<Case>> {
    return this.#get<Case>(commentPath(comment), {}, signal);
  }

  decide(
    comment: string,
    decision: { outcome: Outcome; clause?: string; note?: string; follows: Follows },
  ): Promise<Answer<Decided>> {
    return this.#send<Decided>("POST", `${commentPath(comment)}/decisions`, decision);
  }

  undo(comment: string, follows: Follows): Promise<Answer<Decided>> {
    return this.#send<Decided>("POST", `${commentPath(comment)}/undo`, { follows });
  }

  claim(comment: string): Promise<Answer<unknown>> {
    return this.#send("POST", `${commentPath(comment)}/claim`);
  }

  release(comment: string): Promise<Answer<unknown>> {
    return this.#send("DELETE", `${commentPath(comment)}/claim`);
  }

  note(comment: string, text: string): Promise<Answer<unknown>> {
    return this.#send("POST", `${commentPath(comment)}/notes`, { text });
  }

  search(asked: SearchAsked, signal?: AbortSignal): Promise<Answer<Found>> {
    return this.#get<Found>("/comments", asked, signal);
  }

  authors(name: string, signal?: AbortSignal): Promise<Answer<{ authors: readonly AuthorRecord[] }>> {
    return this.#get("/authors", { name }, signal);
  }

  author(id: string, signal?: AbortSignal): Promise<Answer<AuthorRecord>> {
    return this.#get<AuthorRecord>(`/authors/${encodeURIComponent(id)}`, {}, signal);
  }

  sanction(author: string, sanction: SanctionAsked): Promise<Answer<unknown>> {
    return this.#send("POST", `/authors/${encodeURIComponent(author)}/sanctions`, sanction);
  }

  lift(sanction: string): Promise<Answer<unknown>> {
    return this.#send("DELETE", `/sanctions/${encodeURIComponent(sanction)}`);
  }

  stories(signal?: AbortSignal): Promise<Answer<{ stories: readonly StoryLine[] }>> {
    return this.#get("/stories", {}, signal);
  }

  setDiscussion(slug: string, discussion: Discussion): Promise<Answer<unknown>> {
    return this.#send("PUT", `/stories/${encodeURIComponent(slug)}/discussion`, { discussion });
  }

  policy(signal?: AbortSignal): Promise<Answer<PolicyInForce>> {
    return this.#get<PolicyInForce>("/policy", {}, signal);
  }

  #get<T>(path: string, asked: object, signal?: AbortSignal): Promise<Answer<T>> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(asked)) if (value !== "") query.set(name, String(value));
    const tail = query.toString() === "" ? "" : `?${query}`;
    return request<T>(this.#base + path + tail, signal ? { signal } : {});
  }

  #send<T>(method: Method, path: string, body?: unknown): Promise<Answer<T>> {
    return request<T>(this.#base + path, { method, body, headers: { "X-Folkmoot-CSRF": this.#csrf } });
  }
}

function commentPath(comment: string): string {
  return `/comments/${encodeURIComponent(comment)}`;
}
