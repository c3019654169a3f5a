/** What the desk's server answers, field by field. Times are ISO 8601 in UTC; spans count code points, end not included. */

export type Outcome = "publish" | "hold" | "reject" | "reword" | "withdraw";
export type State = "returned" | "held" | "published" | "rejected" | "withdrawn";
export type Discussion = "open" | "wait" | "closed";
export type Direction = "ltr" | "rtl" | "auto";
export type Span = readonly [start: number, end: number];

export interface Site {
  readonly name: string;
  readonly title: string;
  readonly role: "moderator" | "editor" | "operator";
  readonly language: string;
}

export interface Me {
  readonly name: string;
  readonly csrf: string;
  readonly sites: readonly Site[];
}

export type QueueFilter = "all" | "held" | "flagged" | "first" | "unknown";

export interface QueueAsked {
  readonly filter: QueueFilter;
  readonly clause: string;
  readonly language: string;
  readonly story: string;
}

export interface QueueRow {
  readonly case: string;
  readonly comment: string;
  readonly author: string;
  readonly opened_at: string;
  readonly text: string;
  readonly spans: readonly Span[];
  readonly why: string;
  readonly clauses: readonly string[];
  readonly language: string | null;
  readonly dir: Direction;
  readonly claimed_by: string | null;
}

export interface Queue {
  readonly total: number;
  readonly oldest_at: string | null;
  readonly median_minutes: number | null;
  readonly counts: Readonly<Record<QueueFilter, number>>;
  readonly clauses: readonly { readonly id: string; readonly rule: string; readonly n: number }[];
  readonly languages: readonly { readonly code: string; readonly n: number }[];
  readonly stories: readonly { readonly slug: string; readonly headline: string; readonly n: number }[];
  /** How many the filters let through; the oldest 200 of them are in `cases`. */
  readonly matching: number;
  readonly cases: readonly QueueRow[];
}

/** Which decision a new one follows; the server refuses it when another came first. */
export interface Follows {
  readonly n: number;
  readonly seq: number;
  /** The newest text that was seen: a newer one must be read before it is decided. */
  readonly newest?: number;
}

/** Why a clause, or something beside the policy, keeps a comment back. */
export type Reason =
  | "score" | "unknown" | "unchecked" | "first_comment" | "story_waits" | "person" | "flag" | "asked" | "network";

export interface Finding {
  readonly letter: string | null;
  /** null: it is held beside the policy, and `rule` says why. */
  readonly clause: string | null;
  /** The clause's place in the policy, from 1. */
  readonly number: number | null;
  readonly rule: string;
  readonly attribute: string | null;
  readonly read_as: string;
  readonly score: number | null;
  readonly word: string;
  readonly target: string | null;
  readonly at: string;
  readonly aim_words: readonly string[];
  readonly hold: number | null;
  readonly reject: number | null;
  readonly would: Outcome;
  readonly by: string;
  /** null: the clause was tried and did not match. */
  readonly reason: Reason | null;
  readonly spans: readonly Span[];
}

export interface Flag {
  readonly clause: string;
  readonly rule: string;
  readonly note: string;
  readonly at: string;
  readonly by: string;
}

export interface DecisionTaken {
  readonly seq: number;
  readonly n: number;
  readonly outcome: Outcome;
  readonly taken_by: "policy" | "person" | "author" | "import";
  readonly who: string | null;
  readonly at: string;
  readonly clause: string | null;
  readonly rule: string | null;
  readonly note: string;
}

export interface Standing {
  readonly id: string;
  readonly kind: "warn" | "suspend" | "block";
  readonly until: string | null;
  readonly reason: string;
}

export interface PastDecision {
  readonly comment: string;
  readonly outcome: Outcome;
  readonly taken_by: DecisionTaken["taken_by"];
  readonly at: string;
  readonly who: string | null;
  readonly clause: string | null;
  readonly text: string;
}

export interface AuthorRecord {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly first_wrote: string | null;
  readonly published: number;
  readonly reworded: number;
  readonly rejected: number;
  readonly flagged: number;
  readonly held: number;
  readonly strikes: number;
  readonly standing: Standing | null;
  readonly last: readonly PastDecision[];
  /** What the author wrote under the story of the case. */
  readonly here: readonly FoundComment[];
  /** In the author's own page alone: the newest 50. */
  readonly comments?: readonly FoundComment[];
  readonly sanctions?: readonly Sanction[];
}

export interface Sanction {
  readonly id: string;
  readonly kind: Standing["kind"];
  readonly reason: string;
  readonly starts_at: string;
  readonly until: string | null;
  readonly lifted_at: string | null;
}

export interface ClauseChoice {
  readonly id: string;
  readonly rule: string;
  readonly likely: boolean;
  /** What the author will read when this clause is chosen. */
  readonly will_read: string;
}

export interface Note {
  readonly who: string;
  readonly at: string;
  readonly text: string;
}

export interface ThreadLine {
  readonly number: string | null;
  readonly author: string;
  readonly text: string;
  /** A state, or why the text is not shown: "removed", "withdrawn", "erased". */
  readonly state: string;
  readonly id: string;
}

export interface CommentShown {
  readonly id: string;
  readonly number: string | null;
  readonly state: State;
  readonly author: { readonly id: string; readonly name: string; readonly kind: string };
  readonly posted_at: string;
  readonly language: string | null;
  readonly dir: Direction;
  readonly text: string;
  readonly revision: number;
  readonly attempt: number;
  readonly previous_text: string | null;
  readonly shown_text: string | null;
  readonly edited_at: string | null;
}

export interface StoryShown {
  readonly slug: string;
  readonly url: string;
  readonly section: string | null;
  readonly headline: string;
  readonly published_at: string | null;
  readonly writer: string | null;
  readonly people: readonly { readonly name: string; readonly role: string }[];
  readonly discussion: Discussion;
  readonly page_url: string;
}

export interface Case {
  readonly comment: CommentShown;
  readonly story: StoryShown;
  readonly parent: { readonly number: string | null; readonly author: string; readonly text: string; readonly state: State } | null;
  readonly thread: readonly ThreadLine[];
  readonly findings: readonly Finding[];
  readonly flags: readonly Flag[];
  readonly unanswered: readonly string[];
  readonly policy_version: number | null;
  readonly decisions: readonly DecisionTaken[];
  readonly follows: Follows;
  /** Where an edit waits: what a decision on the text that readers still see follows. */
  readonly follows_shown: Follows | null;
  readonly author_record: AuthorRecord;
  readonly case: { readonly id: string; readonly opened_at: string; readonly why: string; readonly claimed_by: string | null } | null;
  readonly clauses: readonly ClauseChoice[];
  readonly notes: readonly Note[];
}

export interface Decided {
  readonly decision: DecisionTaken;
  readonly case: Case;
  readonly next: string | null;
  readonly left: number;
}

export interface FoundComment {
  readonly id: string;
  readonly number: string | null;
  readonly state: State;
  readonly author: string;
  readonly author_id: string;
  readonly story: { readonly slug: string; readonly headline: string };
  readonly at: string;
  readonly text: string;
}

export interface SearchAsked {
  readonly words: string;
  readonly author: string;
  readonly state: string;
  readonly story: string;
  readonly page: number;
}

export interface Found {
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly comments: readonly FoundComment[];
}

export interface StoryLine {
  readonly slug: string;
  readonly headline: string;
  readonly url: string;
  readonly discussion: Discussion;
  readonly comments: number;
  readonly held: number;
  readonly opened_at: string | null;
}

export interface PolicyInForce {
  readonly version: number;
  readonly published_at: string;
  readonly published_by: string | null;
  readonly note: string;
  readonly title: string;
  readonly welcome: string;
  readonly clauses: readonly PolicyClause[];
  /** The whole file, as the editor wrote it. */
  readonly source: string;
}

export interface PolicyClause {
  readonly id: string;
  readonly rule: string;
  readonly why: string;
  readonly signal: string | null;
  readonly aimed_at: readonly string[] | null;
  readonly hold: number | null;
  readonly reject: number | null;
  readonly reword: boolean;
  readonly strikes: number;
}

export interface SanctionAsked {
  readonly kind: "suspend" | "block";
  /** null: for good. */
  readonly days: number | null;
  readonly reason: string;
  readonly comment?: string;
}
