/** The complaint while it is being written, kept on the phone so that a closed tab or a dead battery loses nothing. */

import type { Bilingual } from "../i18n/language";
import type { ComplaintType } from "../shared/case_api";
import type { Filing } from "./api";
import { loadStored, saveStored } from "../shared/local_storage";

/** A category, with the answer to what it asks if one was given. */
export interface ChosenCategory {
  readonly id: string;
  readonly name: Bilingual;
  readonly answer?: { readonly id: string; readonly name: Bilingual };
}

export interface Draft {
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
  name: string;
  phone: string;
  email: string;
  anonymous: boolean;
  secret: boolean;
}

const STORED = "lapor.draft";
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

export function emptyDraft(): Draft {
  return {
    text: "",
    type: "complaint",
    category: null,
    region: [],
    place: "",
    coordinates: null,
    incident_date: "",
    follows: null,
    name: "",
    phone: "",
    email: "",
    anonymous: false,
    secret: false,
  };
}

/** The draft left on this phone; one that nobody touched for a month is forgotten. */
export function loadDraft(now: Date): Draft {
  const kept = loadStored<{ at: number; draft: Draft }>(STORED);
  if (kept === null || now.getTime() - kept.at > KEPT_DAYS * DAY_MS) return emptyDraft();
  return { ...emptyDraft(), ...kept.draft };
}

export function saveDraft(draft: Draft, now: Date): void {
  saveStored(STORED, { at: now.getTime(), draft });
}

export function dropDraft(): void {
  saveStored(STORED, null);
}

export function isEmpty(draft: Draft): boolean {
  return JSON.stringify(draft) === JSON.stringify(emptyDraft());
}

/** The id a chosen category is filed under: with an answer it is one of its variants. */
export function filedCategory({ id, answer }: ChosenCategory): string {
  return answer ? `${id}.${answer.id}` : id;
}

/** What is sent for a draft: trimmed, and without what was left empty. */
export function toFiling(draft: Draft, key: string): Filing {
  const region = draft.region[draft.region.length - 1];
  const reporter = present({ name: draft.name.trim(), phone: draft.phone.trim(), email: draft.email.trim() });
  return {
    receipt_key: key,
    type: draft.type,
    text: draft.text.trim(),
    ...(draft.category ? { category: filedCategory(draft.category) } : {}),
    ...(region ? { region: region.code } : {}),
    ...present({ place: draft.place.trim(), incident_date: draft.incident_date }),
    ...(draft.coordinates ? { coordinates: { lat: draft.coordinates.lat, lon: draft.coordinates.lon } } : {}),
    ...(draft.follows ? { follows: draft.follows } : {}),
    ...(draft.anonymous ? { anonymous: true } : {}),
    ...(draft.secret ? { secret: true } : {}),
    ...(Object.keys(reporter).length > 0 ? { reporter } : {}),
  };
}

function present<T extends Record<string, string>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "")) as Partial<T>;
}
