/** The only place that speaks to the server: every answer is a value, and a refusal carries its sentence. */

/** What the server says when it cannot do what was asked: RFC 9457, with a stable `code`. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  /** A sentence that can be shown as it is. */
  readonly detail: string;
  readonly [key: string]: unknown;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface Asking {
  readonly method?: Method;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Status 0: no answer came at all. */
export const UNREACHED = 0;

const SECONDS_TO_WAIT = 20;

/** Asks for JSON. Never throws: a network that fails is a problem with status 0, one that hangs too after 20 s. */
export async function request<T>(url: string, asking: Asking = {}): Promise<Answer<T>> {
  const ending = new AbortController();
  const late = setTimeout(() => { ending.abort(); }, SECONDS_TO_WAIT * 1000);
  asking.signal?.addEventListener("abort", () => { ending.abort(); });
  const headers: Record<string, string> = { Accept: "application/json", ...asking.headers };
  if (asking.body !== undefined) headers["Content-Type"] = "application/json";
  try {
    const response = await fetch(url, {
      method: asking.method ?? "GET",
      headers,
      body: asking.body === undefined ? null : JSON.stringify(asking.body),
      credentials: "same-origin",
      cache: "no-store",
      signal: ending.signal,
    });
    const text = await response.text();
    if (response.ok) return { ok: true, value: (text === "" ? undefined : JSON.parse(text)) as T };
    return { ok: false, problem: readProblem(response, text) };
  } catch {
    return { ok: false, problem: unreached() };
  } finally {
    clearTimeout(late);
  }
}

function unreached(): Problem {
  return { status: UNREACHED, code: "unreached", title: "No answer", detail: "Folkmoot did not answer." };
}

function readProblem(response: Response, text: string): Problem {
  const fallback = {
    status: response.status,
    code: `http-${response.status}`,
    title: response.statusText,
    detail: `Folkmoot answered with an error (${response.status}).`,
  };
  try {
    const given: unknown = JSON.parse(text);
    return typeof given === "object" && given !== null ? { ...fallback, ...given } : fallback;
  } catch {
    // A proxy in between answers with a page of its own; its words are not for the moderator.
    return fallback;
  }
}
