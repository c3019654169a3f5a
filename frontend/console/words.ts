/** How the desk says times, names of clauses, outcomes and languages. Pure: the same input, the same words. */

import type { DecisionTaken, Outcome, Reason, Standing, State } from "../api/desk-types.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something has waited: "9 min", "1 h 02 min", "3 d 4 h". */
export function waited(since: string, now: number): string {
  const length = Math.max(0, now - Date.parse(since));
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < DAY) {
    const minutes = Math.floor((length % HOUR) / MINUTE);
    return `${Math.floor(length / HOUR)} h ${String(minutes).padStart(2, "0")} min`;
  }
  return `${Math.floor(length / DAY)} d ${Math.floor((length % DAY) / HOUR)} h`;
}

/** A number of minutes in the same words. */
export function minutes(count: number): string {
  return waited(new Date(0).toISOString(), Math.round(count) * MINUTE);
}

/** Late is what has waited more than twice as long as the half of the queue; an hour where there is no median. */
export function isLate(since: string, median: number | null, now: number): boolean {
  const limit = median === null ? HOUR : 2 * median * MINUTE;
  return now - Date.parse(since) > Math.max(limit, 10 * MINUTE);
}

export function clock(at: string, language = "en-GB"): string {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(new Date(at));
}

/** "17 November", with the year where it is not this one. */
export function day(at: string, now: number, language = "en-GB"): string {
  const date = new Date(at);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  const form: Intl.DateTimeFormatOptions = { day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(language, sameYear ? form : { ...form, year: "numeric" }).format(date);
}

/** "17 November 2026": where the year matters, as for the end of a block. */
export function fullDay(at: string, language = "en-GB"): string {
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" }).format(new Date(at));
}

/** "09:52" today, else "17 November, 06:10". */
export function moment(at: string, now: number, language = "en-GB"): string {
  return isToday(at, now) ? clock(at, language) : `${day(at, now, language)}, ${clock(at, language)}`;
}

/** "today, 08:20" or "3 Nov". */
export function shortDay(at: string, now: number, language = "en-GB"): string {
  if (isToday(at, now)) return `today, ${clock(at, language)}`;
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short" }).format(new Date(at));
}

export function isToday(at: string, now: number): boolean {
  return new Date(at).toDateString() === new Date(now).toDateString();
}

/** The clause's id as a name: `personal-attacks` is "Personal attacks". */
export function clauseName(id: string): string {
  const words = id.replace(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A language by its name; its code where nothing knows one. */
export function languageName(code: string | null, language = "en-GB"): string {
  if (code === null || code === "" || code === "und") return "language unclear";
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

const TAKEN: Record<Outcome, string> = {
  publish: "Published",
  hold: "Held",
  reject: "Rejected",
  reword: "Returned for rewording",
  withdraw: "Withdrawn",
};

export function taken(outcome: Outcome): string {
  return TAKEN[outcome];
}

/** What a policy or a person would do: "hold", "publish". */
export function would(outcome: Outcome): string {
  return outcome === "reword" ? "return for rewording" : outcome;
}

const PLACED: Record<string, string> = { returned: "returned for rewording", erased: "its author has left" };

/** Where a comment stands, in words: "held"; words of the server that are not known here stand as they are. */
export function placed(state: State | string): string {
  return PLACED[state] ?? state;
}

/** Who took a decision: "Ada Winter", "by the policy". */
export function takenBy(who: string | null, by: DecisionTaken["taken_by"]): string {
  if (by === "person") return who ?? "a moderator who has left";
  return { policy: "by the policy", author: "by the author", import: "by the import" }[by];
}

/** What a clause without a score says of itself. */
export function withoutScore(readAs: string, reason: Reason | null, language: string): string {
  if (reason === "unknown") return `${readAs}: unknown in ${language}`;
  if (reason === "unchecked") return `${readAs}: could not be checked`;
  return readAs;
}

/** Why there is no score, as a sentence; empty where the name says it all. */
export function reasonSentence(reason: Reason | null): string {
  if (reason === "unknown") return "Nothing here judges this in the comment's language.";
  return reason === "unchecked" ? "A detector that it needs did not answer." : "";
}

/** "Suspended until 24 November 2026, 09:28", "Blocked for good". */
export function standingSentence(standing: Pick<Standing, "kind" | "until">): string {
  const what = { warn: "Warned", suspend: "Suspended", block: "Blocked" }[standing.kind];
  return standing.until === null ? `${what} for good` : `${what} until ${fullDay(standing.until)}, ${clock(standing.until)}`;
}

/** A sentence's full stop, once: a name may end with one. */
export function ended(sentence: string): string {
  return sentence.endsWith(".") ? sentence : `${sentence}.`;
}

/** "1 comment", "3 comments". */
export function counted(count: number, one: string, many: string): string {
  return `${new Intl.NumberFormat("en-GB").format(count)} ${count === 1 ? one : many}`;
}
