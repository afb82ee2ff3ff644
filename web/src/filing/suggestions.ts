/** What a report seems to be about and where it would go, asked while it is written: never waited for, never in the way. */

import { suggestOffice, type Alarm, type Suggestion, type UnfinishedFiling } from "./api";
import { filedCategory, type Draft } from "./draft";

const PAUSE_MS = 800;
/** So many characters must be new before the same is asked again. */
const NEW_CHARACTERS = 20;
const SHORTEST = 5;
const LONGEST = 10_000;
const MOST = 3;
/** A category less likely than this is a guess that helps nobody. */
const LIKELY = 0.1;
const TOO_MANY_REQUESTS = 429;

/** What is asked for a draft; null while there are too few words, or too many. */
export function unfinished(draft: Draft): UnfinishedFiling | null {
  const text = draft.text.trim();
  if (text.length < SHORTEST || text.length > LONGEST) return null;
  const region = draft.region[draft.region.length - 1];
  const place = draft.place.trim();
  return {
    text,
    ...(place ? { place } : {}),
    ...(draft.category ? { category: filedCategory(draft.category) } : {}),
    ...(region ? { region: region.code } : {}),
    ...(draft.coordinates ? { coordinates: { lat: draft.coordinates.lat, lon: draft.coordinates.lon } } : {}),
  };
}

/** Whether something else was chosen, or enough was written, since `before` was asked. */
export function isWorthAsking(before: UnfinishedFiling | null, now: UnfinishedFiling): boolean {
  return choices(before) !== choices(now) || newCharacters(written(before), written(now)) >= NEW_CHARACTERS;
}

/** How long the part is in which two texts differ. */
export function newCharacters(before: string, now: string): number {
  const shorter = Math.min(before.length, now.length);
  let same = 0;
  while (same < shorter && before[same] === now[same]) same += 1;
  let tail = 0;
  while (tail < shorter - same && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return Math.max(before.length, now.length) - same - tail;
}

export class Suggestions {
  /** What the words seem to be about, the likeliest first. */
  categories: Suggestion["categories"][number]["category"][] = [];
  /** Why, and where: the steps of the server's decision. */
  reasons: Suggestion["reasons"] = [];
  alarms: readonly Alarm[] = [];
  /** The office that the report goes to by itself, if that is sure; forgotten when something else is chosen. */
  agency: string | null = null;

  private asked: UnfinishedFiling | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private flight: AbortController | null = null;
  private stopped = false;

  /** `onPause` is called after every pause in writing and after every answer. */
  constructor(
    private readonly draft: Draft,
    private readonly onPause: () => void,
  ) {}

  /** To be called after every change of the draft. */
  consider(): void {
    clearTimeout(this.timer);
    const now = unfinished(this.draft);
    if (now === null) this.forget();
    else if (choices(this.asked) !== choices(now)) this.agency = null;
    this.timer = setTimeout(() => {
      this.onPause();
      if (now !== null && !this.stopped && navigator.onLine && isWorthAsking(this.asked, now)) void this.ask(now);
    }, PAUSE_MS);
  }

  /** Nothing more is asked about this draft, and nothing that is under way is listened to. */
  cancel(): void {
    clearTimeout(this.timer);
    this.flight?.abort();
    this.flight = null;
  }

  private forget(): void {
    this.cancel();
    this.asked = this.agency = null;
    this.categories = [];
    this.reasons = this.alarms = [];
  }

  private async ask(question: UnfinishedFiling): Promise<void> {
    this.flight?.abort();
    const flight = (this.flight = new AbortController());
    this.asked = question;
    const answer = await suggestOffice(question, flight.signal);
    if (this.flight !== flight) return;
    this.flight = null;
    if (answer.ok) this.take(question, answer.body);
    else this.stopped = answer.problem?.status === TOO_MANY_REQUESTS;
    this.onPause();
  }

  private take(question: UnfinishedFiling, { agency, sure, reasons, categories, alarms }: Suggestion): void {
    const now = unfinished(this.draft);
    this.agency = sure && choices(now) === choices(question) ? agency.name : null;
    this.alarms = alarms;
    // About a category that was chosen the words are not read; what was read in them before still stands.
    if (question.category) return;
    this.reasons = reasons;
    this.categories = categories
      .filter(({ confidence }) => confidence >= LIKELY)
      .slice(0, MOST)
      .map(({ category }) => category);
  }
}

function choices(question: UnfinishedFiling | null): string {
  return JSON.stringify([question?.category, question?.region, question?.coordinates]);
}

function written(question: UnfinishedFiling | null): string {
  return question === null ? "" : `${question.text}\n${question.place ?? ""}`;
}
