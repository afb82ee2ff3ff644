/** Suggestions while a report is being written: its likely categories, alarms and office. Never waited for, never in the way. */

import { NO_ADVICE, type Advice } from "./advice";
import { suggestOffice, type Alarm, type Suggestion, type UnfinishedFiling } from "./api";
import { unfinishedFiling, type Draft } from "./draft";

const PAUSE_MS = 800;
/** So many characters must be new before the API is asked again. */
const NEW_CHARACTERS = 20;
const CATEGORIES_SHOWN = 3;
/** A category less likely than this helps nobody. */
const LIKELY = 0.1;
const TOO_MANY_REQUESTS = 429;

/** Whether something else was chosen, or enough was written, since the last request. */
export function isWorthAsking(last: UnfinishedFiling | null, now: UnfinishedFiling): boolean {
  return choicesIn(last) !== choicesIn(now) || newCharacters(textsIn(last), textsIn(now)) >= NEW_CHARACTERS;
}

/** The length of the part in which two texts differ. */
export function newCharacters(before: string, now: string): number {
  const shorter = Math.min(before.length, now.length);
  let same = 0;
  while (same < shorter && before[same] === now[same]) same += 1;
  let tail = 0;
  while (tail < shorter - same && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return Math.max(before.length, now.length) - same - tail;
}

export class Suggestions {
  /** The likeliest first. */
  categories: Suggestion["categories"][number]["category"][] = [];
  /** The steps of the server's decision for an office. */
  reasons: Suggestion["reasons"] = [];
  alarms: readonly Alarm[] = [];
  /** The office that gets the report, if that is sure; null again when something else is chosen. */
  agency: string | null = null;
  /** The region that the server found; null again when something else is chosen. */
  region: string | null = null;

  advice: Advice = NO_ADVICE;
  /** The text that the advice is about. */
  askedText = "";

  private lastRequest: UnfinishedFiling | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pending: AbortController | null = null;
  private stopped = false;

  /** `onPause` is called after every pause in writing and after every answer. */
  constructor(
    private readonly draft: Draft,
    private readonly onPause: () => void,
  ) {}

  /** To be called after every change of the draft: asks after a pause, if there is something new. */
  askSoon(): void {
    clearTimeout(this.timer);
    const request = unfinishedFiling(this.draft);
    if (request === null) this.reset();
    else if (choicesIn(this.lastRequest) !== choicesIn(request)) this.agency = this.region = null;
    this.timer = setTimeout(() => {
      this.onPause();
      if (request !== null && !this.stopped && navigator.onLine && isWorthAsking(this.lastRequest, request)) void this.ask(request);
    }, PAUSE_MS);
  }

  /** Ends the pause and the request under way: this draft needs no more suggestions. */
  cancel(): void {
    clearTimeout(this.timer);
    this.pending?.abort();
    this.pending = null;
  }

  private reset(): void {
    this.cancel();
    this.lastRequest = this.agency = this.region = null;
    this.categories = [];
    this.reasons = this.alarms = [];
    this.advice = NO_ADVICE;
  }

  private async ask(request: UnfinishedFiling): Promise<void> {
    this.pending?.abort();
    const pending = (this.pending = new AbortController());
    this.lastRequest = request;
    const answer = await suggestOffice(request, pending.signal);
    if (this.pending !== pending) return;
    this.pending = null;
    if (answer.ok) this.apply(request, answer.body);
    else this.stopped = answer.problem?.status === TOO_MANY_REQUESTS;
    this.onPause();
  }

  private apply(request: UnfinishedFiling, { agency, sure, reasons, categories, alarms, region, ...advice }: Suggestion): void {
    const now = unfinishedFiling(this.draft);
    const holds = choicesIn(now) === choicesIn(request);
    this.agency = sure && holds ? agency.name : null;
    this.region = holds ? region : null;
    this.alarms = alarms;
    this.advice = advice;
    this.askedText = request.text;
    // With a category chosen the API does not classify the text; the earlier classification still holds.
    if (request.category) return;
    this.reasons = reasons;
    this.categories = categories
      .filter(({ confidence }) => confidence >= LIKELY)
      .slice(0, CATEGORIES_SHOWN)
      .map(({ category }) => category);
  }
}

function choicesIn(request: UnfinishedFiling | null): string {
  return JSON.stringify([request?.category, request?.region, request?.coordinates]);
}

function textsIn(request: UnfinishedFiling | null): string {
  return request === null ? "" : `${request.text}\n${request.place ?? ""}`;
}
