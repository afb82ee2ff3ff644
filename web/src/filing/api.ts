/** Requests of the form: filing a complaint, and what the API knows about one that is being written. */

import type { Bilingual } from "../i18n/language";
import type { ComplaintType } from "../shared/case_api";
import { callApi, type Answer } from "../shared/http";

/** A complaint as it is filed; absent fields were left empty. */
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
  readonly safe_to_tell?: boolean;
  readonly reporter?: { readonly name?: string; readonly phone?: string; readonly email?: string };
}

/** The answer to a filing. */
export interface FiledReceipt {
  readonly tracking_id: string;
  readonly secret: string;
  readonly status: string;
  readonly filed_at: string;
  /** Whether a name or a contact was stored: not of an anonymous reporter, and not what could not be read. */
  readonly identity_stored: boolean;
  /** What became of something in the report that its sender should know. */
  readonly hints: readonly { readonly field: string; readonly code: string; readonly detail: string }[];
}

/** A complaint as far as it is written, without its reporter. */
export type UnfinishedFiling = Pick<Filing, "text" | "category" | "region" | "place" | "coordinates">;

/** What a text can look like. */
export type ProposedType = "information_request" | "aspiration" | "praise";

/** The likely office and categories of a complaint that is being written. */
export interface Suggestion {
  readonly agency: { readonly id: string; readonly name: string };
  /** Whether it goes to that office by itself; otherwise a coordinator decides. */
  readonly sure: boolean;
  readonly reasons: readonly { readonly code: string; readonly label: Bilingual }[];
  /** The code of the region that was chosen, or found in the words or at the point; null if none was. */
  readonly region: string | null;
  /** The likeliest first. */
  readonly categories: readonly {
    readonly category: { readonly id: string; readonly name: Bilingual };
    /** 0 to 1. */
    readonly confidence: number;
  }[];
  readonly alarms: readonly Alarm[];
  /** What the words look like; the report keeps the type that was chosen. */
  readonly proposed_type: ProposedType | null;
  /** The answer to a question about a procedure. */
  readonly how_to: Bilingual | null;
  /** Its several matters, to be filed one by one; none if it has one. */
  readonly parts: readonly { readonly text: string; readonly category: { readonly id: string; readonly name: Bilingual } }[];
}

/**
 * Danger, violence, or money where none may be asked: whom to call, and a sentence that names the evidence. `basis` tells
 * single words that mean it from the impression of the text as a whole.
 */
export interface Alarm {
  readonly kind: "danger" | "violence" | "extortion" | "corruption";
  readonly words: string;
  readonly numbers: readonly string[];
  readonly basis: "words" | "impression";
  readonly label: Bilingual;
}

/** An open public report of perhaps the same matter. */
export interface SimilarReport {
  readonly tracking_id: string;
  readonly title: string;
  readonly status_label: Bilingual;
  readonly days: number;
  readonly reasons: readonly { readonly code: string; readonly label: Bilingual }[];
}

export function fileComplaint(filing: Filing): Promise<Answer<FiledReceipt>> {
  return callApi("POST", "/v1/complaints", filing);
}

/** The suggestion for an unfinished complaint, which the API does not store. `signal` cancels the request. */
export function suggestOffice(unfinished: UnfinishedFiling, signal: AbortSignal): Promise<Answer<Suggestion>> {
  return callApi("POST", "/v1/suggestions", unfinished, null, {}, signal);
}

/** A region by its code, with the names from the province down to it. */
export function readRegion(code: string): Promise<Answer<{ readonly path: readonly string[] }>> {
  return callApi("GET", `/v1/regions/${code}`);
}

/** Reports nearby that resemble an unfinished complaint, which the API does not store. */
export function findSimilar(unfinished: UnfinishedFiling): Promise<Answer<{ readonly items: readonly SimilarReport[] }>> {
  return callApi("POST", "/v1/similar", unfinished);
}
