/** The complaint while it is being written, kept on the phone so that a closed tab or a dead battery loses nothing. */

import type { Bilingual } from "../i18n/language";
import type { ComplaintType } from "../shared/case_api";
import { loadStored, saveStored } from "../shared/local_storage";
import type { Filing, UnfinishedFiling } from "./api";
import { LONGEST_TEXT, SHORTEST_TEXT } from "./text_length";

/** A category, with the answer to its question if one was given. */
export interface ChosenCategory {
  readonly id: string;
  readonly name: Bilingual;
  readonly answer?: { readonly id: string; readonly name: Bilingual };
}

export interface Draft {
  /** The receipt key that it will be filed under, from its first word on: in two tabs it is the same report. */
  key: string | null;
  text: string;
  type: ComplaintType;
  category: ChosenCategory | null;
  /** The region chosen so far, from kabupaten downwards; the last one is what is filed. */
  region: { code: string; name: string }[];
  place: string;
  coordinates: { lat: number; lon: number; metres: number } | null;
  incident_date: string;
  /** The number of the report that this one will follow. */
  follows: string | null;
  /** Other matters that were parted from this one, each to be filed afterwards. */
  later: readonly string[];
  name: string;
  phone: string;
  email: string;
  anonymous: boolean;
  secret: boolean;
  /** Whether nobody else reads what is sent to the contact; counts for a report that the public does not see. */
  safe_to_tell: boolean;
  /** Whether this phone is to keep nothing of the report. */
  untraced: boolean;
}

const STORED = "lapor.draft";
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

export function emptyDraft(): Draft {
  return {
    key: null,
    text: "",
    type: "complaint",
    category: null,
    region: [],
    place: "",
    coordinates: null,
    incident_date: "",
    follows: null,
    later: [],
    name: "",
    phone: "",
    email: "",
    anonymous: false,
    secret: false,
    safe_to_tell: false,
    untraced: false,
  };
}

/** The draft left on this phone; one that nobody touched for a month is forgotten. */
export function loadDraft(now: Date): Draft {
  const stored = loadStored<{ at: number; draft: Draft }>(STORED);
  if (stored === null || now.getTime() - stored.at > KEPT_DAYS * DAY_MS) return emptyDraft();
  return { ...emptyDraft(), ...stored.draft };
}

/** Keeps the draft on the phone; of one that is to leave no trace nothing, not even what was kept before. */
export function saveDraft(draft: Draft, now: Date): void {
  saveStored(STORED, draft.untraced ? null : { at: now.getTime(), draft });
}

export function deleteDraft(): void {
  saveStored(STORED, null);
}

export function isEmptyDraft(draft: Draft): boolean {
  return JSON.stringify({ ...draft, key: null, untraced: false }) === JSON.stringify(emptyDraft());
}

/** The draft for one of several matters; the others wait. */
export function splitDraft(draft: Draft, parts: readonly string[]): Draft {
  return { ...draft, text: parts[0] ?? draft.text, category: null, later: parts.slice(1) };
}

/** The draft of the matter that waits next, with the same reporter and place; null if none does. */
export function nextDraft(draft: Draft): Draft | null {
  return draft.later.length === 0 ? null : { ...splitDraft(draft, draft.later), key: null, follows: null };
}

/** The id to file a chosen category under: with an answer it is one of its variants. */
function categoryToFile({ id, answer }: ChosenCategory): string {
  return answer ? `${id}.${answer.id}` : id;
}

/** What the API can be asked about an unfinished draft; null while its text is too short, or too long. */
export function unfinishedFiling(draft: Draft): UnfinishedFiling | null {
  const filing = withoutReporter(draft);
  const { length } = filing.text;
  return length < SHORTEST_TEXT || length > LONGEST_TEXT ? null : filing;
}

/** Trimmed, and without the fields that were left empty. */
function withoutReporter(draft: Draft): UnfinishedFiling {
  const region = draft.region[draft.region.length - 1];
  return {
    text: draft.text.trim(),
    ...(draft.category ? { category: categoryToFile(draft.category) } : {}),
    ...(region ? { region: region.code } : {}),
    ...withoutEmpty({ place: draft.place.trim() }),
    ...(draft.coordinates ? { coordinates: { lat: draft.coordinates.lat, lon: draft.coordinates.lon } } : {}),
  };
}

/** The filing of a draft under a receipt key. */
export function toFiling(draft: Draft, key: string): Filing {
  // What an anonymous reporter typed before ticking the box stays on the phone.
  const reporter = draft.anonymous ? {} : withoutEmpty({ name: draft.name.trim(), phone: draft.phone.trim(), email: draft.email.trim() });
  return {
    receipt_key: key,
    type: draft.type,
    ...withoutReporter(draft),
    ...withoutEmpty({ incident_date: draft.incident_date }),
    ...(draft.follows ? { follows: draft.follows } : {}),
    ...(draft.anonymous ? { anonymous: true } : {}),
    ...(draft.secret ? { secret: true } : {}),
    ...(draft.safe_to_tell && !draft.anonymous ? { safe_to_tell: true } : {}),
    ...(Object.keys(reporter).length > 0 ? { reporter } : {}),
  };
}

function withoutEmpty<T extends Record<string, string>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "")) as Partial<T>;
}
