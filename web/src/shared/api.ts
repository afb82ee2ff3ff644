/** The HTTP interface as the citizen's pages use it. */

import type { Bilingual } from "../i18n/language";
import { callApi, type Answer } from "./http";

/** What a citizen files; absent fields were left empty. */
export interface Filing {
  readonly receipt_key: string;
  readonly type: ComplaintType;
  readonly text: string;
  readonly category?: string;
  readonly region?: string;
  readonly place?: string;
  readonly coordinates?: { readonly lat: number; readonly lon: number };
  readonly incident_date?: string;
  /** The number of a report of the same matter, which this one then follows. */
  readonly follows?: string;
  readonly anonymous?: boolean;
  readonly secret?: boolean;
  readonly reporter?: { readonly name?: string; readonly phone?: string; readonly email?: string };
}

export type ComplaintType = "complaint" | "aspiration" | "information_request" | "praise";

export interface Filed {
  readonly tracking_id: string;
  readonly secret: string;
  readonly status: string;
  readonly filed_at: string;
}

export interface TimelineEntry {
  readonly seq: number;
  readonly kind: string;
  readonly label: Bilingual;
  readonly at: string;
  readonly actor: { readonly role: string; readonly agency?: string; readonly name?: string };
  readonly note?: string | null;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What proves an event: its hash, the text that was hashed, the salt of the note's commitment. Hidden events keep only the hash. */
export interface ProofLink {
  readonly seq: number;
  readonly hash: string;
  readonly sealed?: string;
  readonly salt?: string;
}

export interface Due {
  readonly clock: string;
  /** Calendar day in the stack's zone, `YYYY-MM-DD`. */
  readonly on: string;
  readonly at: string;
  readonly policy: { readonly id: string; readonly version: string | number; readonly citation: string };
  readonly days: readonly { readonly date: string; readonly counted: boolean; readonly reason?: string }[];
}

/** A case as the public, or with the secret its reporter, may see it. */
export interface CaseView {
  readonly tracking_id: string;
  readonly type: ComplaintType;
  readonly title: string | null;
  readonly text: string;
  readonly category: { readonly id: string; readonly name: Bilingual } | null;
  readonly region: { readonly code: string; readonly path: readonly string[] } | null;
  readonly place: string | null;
  readonly incident_date: string | null;
  readonly filed_at: string;
  readonly status: string;
  readonly status_label: Bilingual;
  readonly agency: { readonly id: string; readonly name: string } | null;
  readonly secret: boolean;
  readonly sensitive: boolean;
  readonly breached: boolean;
  readonly due: Due | null;
  /** What the reporter thought of the work, 1 to 5. */
  readonly rating: number | null;
  readonly attachments: readonly Attachment[];
  readonly timeline: readonly TimelineEntry[];
  readonly proof?: readonly ProofLink[];
  /** For a case that another stack works now. */
  readonly lives_at?: Home;
  /** For a case that was merged: the one that goes on, and where that stands. */
  readonly followed?: { readonly tracking_id: string; readonly status_label: Bilingual };
}

/** A clean photo of a case. Both addresses answer with one in the bucket that lives five minutes. */
export interface Attachment {
  readonly id: string;
  readonly url: string;
  readonly preview_url: string;
  readonly at: string;
  readonly by: { readonly role: string; readonly agency?: string };
  /** For the reporter and the office that holds the case alone. */
  readonly private: boolean;
}

/** Where to send a photo, and the id it will have on the case. */
export interface Invitation {
  readonly attachment_id: string;
  readonly expires_at: string;
  readonly upload: { readonly url: string; readonly fields: Readonly<Record<string, string>> };
}

/** An open public report of perhaps the same matter. */
export interface SimilarReport {
  readonly tracking_id: string;
  readonly title: string;
  readonly status_label: Bilingual;
  readonly days: number;
  readonly reasons: readonly { readonly code: string; readonly label: Bilingual }[];
}

/** Another stack that holds a case: its name, its site, and the page of the case there, as far as they are known. */
export interface Home {
  readonly name: string;
  readonly site: string | null;
  readonly track_url: string | null;
}

/** Where a report would go and what it seems to be about, while it is being written. */
export interface Suggestion {
  readonly agency: { readonly id: string; readonly name: string };
  /** Whether it goes to that office by itself; otherwise a coordinator looks first. */
  readonly sure: boolean;
  readonly reasons: readonly { readonly code: string; readonly label: Bilingual }[];
  /** What the words seem to be about, the likeliest first. */
  readonly categories: readonly {
    readonly category: { readonly id: string; readonly name: Bilingual };
    /** 0 to 1. */
    readonly confidence: number;
  }[];
  readonly alarms: readonly Alarm[];
}

/**
 * Danger, violence, or money where none may be asked: whom to call, and what it was heard from, as a sentence. `basis`
 * tells words that mean it from the impression that the text makes as a whole.
 */
export interface Alarm {
  readonly kind: "danger" | "violence" | "extortion" | "corruption";
  readonly words: string;
  readonly numbers: readonly string[];
  readonly basis: "words" | "impression";
  readonly label: Bilingual;
}

export function file(filing: Filing): Promise<Answer<Filed>> {
  return callApi("POST", "/v1/complaints", filing);
}

export function view(trackingId: string, secret: string | null, withProof = false): Promise<Answer<CaseView>> {
  return callApi("GET", `/v1/complaints/${trackingId}${withProof ? "?proof=1" : ""}`, undefined, secret);
}

export interface Reply {
  readonly text: string;
  /** After a response: whether the matter is settled. */
  readonly resolved?: boolean;
}

/** `repetitionKey` stays the same when the same words are sent again, so that they are kept once. */
export function reply(trackingId: string, secret: string, said: Reply, repetitionKey: string): Promise<Answer<CaseView>> {
  return callApi("POST", `/v1/complaints/${trackingId}/replies`, said, secret, { "Idempotency-Key": repetitionKey });
}

/** 1 to 5, with or without words. A later rating takes the place of an earlier one. */
export function rate(
  trackingId: string,
  secret: string,
  said: { readonly stars: number; readonly text: string },
  repetitionKey: string,
): Promise<Answer<CaseView>> {
  return callApi("POST", `/v1/complaints/${trackingId}/rating`, said, secret, { "Idempotency-Key": repetitionKey });
}

/** Another office shall look. */
export function appeal(trackingId: string, secret: string, text: string, repetitionKey: string): Promise<Answer<CaseView>> {
  return callApi("POST", `/v1/complaints/${trackingId}/appeal`, { text }, secret, { "Idempotency-Key": repetitionKey });
}

/** Takes the report back; it is closed and stays on record. */
export function withdraw(trackingId: string, secret: string, repetitionKey: string): Promise<Answer<CaseView>> {
  return callApi("POST", `/v1/complaints/${trackingId}/withdrawal`, {}, secret, { "Idempotency-Key": repetitionKey });
}

/** Has name and contact details erased for good; asking again does no harm. */
export function erase(trackingId: string, secret: string): Promise<Answer<{ readonly erased_event: number }>> {
  return callApi("POST", `/v1/complaints/${trackingId}/erasure`, undefined, secret);
}

/** A report as far as it is written, without its reporter. */
export type Unfinished = Pick<Filing, "text" | "category" | "region" | "place" | "coordinates">;

/** What is suggested for a report; keeps nothing. `signal` calls the question off. */
export function suggest(asked: Unfinished, signal: AbortSignal): Promise<Answer<Suggestion>> {
  return callApi("POST", "/v1/suggestions", asked, null, {}, signal);
}

/** What others reported nearby; keeps nothing. */
export function similar(asked: Unfinished): Promise<Answer<{ readonly items: readonly SimilarReport[] }>> {
  return callApi("POST", "/v1/similar", asked);
}

export function invite(
  trackingId: string,
  secret: string,
  offer: { readonly media_type: string; readonly bytes: number; readonly private?: boolean },
): Promise<Answer<Invitation>> {
  return callApi("POST", `/v1/complaints/${trackingId}/attachments`, offer, secret);
}

/** Where a photo can be read for five minutes. Asked for as JSON: a redirect would carry the secret along. */
export function pictureAddress(path: string, secret: string | null): Promise<Answer<{ readonly url: string }>> {
  return callApi("GET", path, undefined, secret, { Accept: "application/json" });
}
