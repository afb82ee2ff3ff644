/** A report that is written down for somebody: what is kept of it while it is written, and how it is filed. */

import { emptyDraft, toFiling, type Draft } from "../filing/draft";
import type { FiledReceipt } from "../filing/api";
import type { WordKey } from "../i18n/words";
import { newRandomKey } from "../shared/random_key";
import { ask, type Session } from "./api";

export const CAME_BY = ["walk_in", "phone", "letter", "social_media"] as const;
type CameBy = (typeof CAME_BY)[number];

export const CAME_BY_WORDS: Readonly<Record<CameBy, WordKey>> = { walk_in: "cameWalkIn", phone: "camePhone", letter: "cameLetter", social_media: "cameSocial" };

export interface AssistedDraft extends Draft {
  cameBy: CameBy | null;
  link: string;
}

/** The receipt, and what its slip says beside it. */
export interface SlipReceipt extends FiledReceipt {
  /** Null where the public does not see the report. */
  readonly title: string | null;
  readonly public: boolean;
  readonly due_on: string | null;
}

/** With the drafts of acts, so that it goes with them at signing out. */
const nameOf = (person: string): string => `lapor.desk.draft.${person}.assisted`;

export function emptyAssisted(): AssistedDraft {
  return { ...emptyDraft(), cameBy: null, link: "" };
}

/** What was written in this tab and not filed. */
export function keptDraft(person: string): AssistedDraft {
  return { ...emptyAssisted(), ...(JSON.parse(sessionStorage.getItem(nameOf(person)) ?? "{}") as Partial<AssistedDraft>) };
}

/** Keeps the draft under one receipt key from its first word on: however often it is sent, it is one report. */
export function keepDraft(person: string, draft: AssistedDraft): void {
  draft.key ??= newRandomKey();
  sessionStorage.setItem(nameOf(person), JSON.stringify(draft));
}

export function forgetDraft(person: string): void {
  sessionStorage.removeItem(nameOf(person));
}

/** The body of the request. A link counts for a post alone. */
export function toRecord(draft: AssistedDraft, key: string): Record<string, unknown> {
  const link = draft.cameBy === "social_media" ? draft.link.trim() : "";
  return { ...toFiling(draft, key), came_by: draft.cameBy, ...(link === "" ? {} : { link }) };
}

export function record(session: Session, draft: AssistedDraft): ReturnType<typeof ask<SlipReceipt>> {
  return ask("POST", `/v1/agencies/${session.grant.agency.id}/assisted`, session.key, toRecord(draft, draft.key ?? newRandomKey()));
}
