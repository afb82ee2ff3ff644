/** A case as the API shows it, and the request that reads it. */

import type { Zone } from "../i18n/dates";
import type { Bilingual } from "../i18n/language";
import { callApi, type Answer } from "./http";

export type ComplaintType = "complaint" | "aspiration" | "information_request" | "praise";

/** A case as the public, or with the secret its reporter, may see it. */
export interface Case {
  readonly tracking_id: string;
  readonly type: ComplaintType;
  readonly title: string | null;
  readonly text: string;
  readonly category: { readonly id: string; readonly name: Bilingual } | null;
  readonly region: { readonly code: string; readonly path: readonly string[] } | null;
  readonly place: string | null;
  readonly coordinates: { readonly lat: number; readonly lon: number } | null;
  readonly incident_date: string | null;
  readonly filed_at: string;
  readonly status: string;
  readonly status_label: Bilingual;
  readonly agency: { readonly id: string; readonly name: string } | null;
  /** How many events the case has. */
  readonly version: number;
  readonly anonymous: boolean;
  readonly secret: boolean;
  readonly sensitive: boolean;
  readonly breached: boolean;
  /** The zone of the stack, in which days end. */
  readonly zone: Zone;
  /** Until when the next step that shows on the timeline is owed. */
  readonly due: DueDate | null;
  /** When the office loses the case or has broken a deadline. */
  readonly office_due: DueDate | null;
  /** The reporter's rating of the work, 1 to 5. */
  readonly rating: number | null;
  readonly attachments: readonly Attachment[];
  /** The viewer's own files of the last 30 days that could not be used. */
  readonly failed_attachments: readonly FailedAttachment[];
  readonly timeline: readonly CaseEvent[];
  readonly proof?: readonly ProofLink[];
  /** For the reporter: why no mail goes out any more, null if they do. */
  readonly notices?: { readonly stopped: "asked" | "bounced" | "complained" | "refused" | null };
  /** The stack that works the case now, if another one does. */
  readonly lives_at?: OtherStack;
  /** For a case that was merged: the one that goes on, and its status. */
  readonly followed?: { readonly tracking_id: string; readonly status_label: Bilingual };
}

export interface CaseEvent {
  readonly seq: number;
  readonly kind: string;
  readonly label: Bilingual;
  readonly at: string;
  readonly actor: { readonly role: string; readonly agency?: string; readonly name?: string; readonly person?: string };
  readonly note?: string | null;
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * What proves an event: its hash, the text that was hashed, the salt of the note's commitment; of the first one also the commitments to
 * what was filed, part by part, with the salt of each that is shown as it was filed. Hidden events keep only the hash.
 */
export interface ProofLink {
  readonly seq: number;
  readonly hash: string;
  readonly sealed?: string;
  readonly salt?: string;
  readonly parts?: Readonly<Record<string, { readonly commitment: string; readonly salt?: string; readonly text?: string }>>;
}

export interface DueDate {
  readonly clock: string;
  /** Calendar day in the stack's zone, `YYYY-MM-DD`. */
  readonly on: string;
  readonly at: string;
  /** What is owed until then, as a sentence. */
  readonly label: Bilingual;
  readonly policy: { readonly id: string; readonly version: string | number; readonly citation: string };
  readonly days: readonly { readonly date: string; readonly counted: boolean; readonly reason?: string }[];
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

/** A file that became no photo, and why: for who sent it. */
export interface FailedAttachment {
  readonly id: string;
  readonly at: string;
  readonly reason: string;
  readonly label: Bilingual;
}

/** Another stack that holds a case: its name, its site, and the page of the case there, as far as they are known. */
export interface OtherStack {
  readonly name: string;
  readonly site: string | null;
  readonly track_url: string | null;
}

/** A case; with `withProof` it carries what proves its timeline. */
export function trackComplaint(trackingId: string, secret: string | null, withProof = false): Promise<Answer<Case>> {
  return callApi("GET", `/v1/complaints/${trackingId}${withProof ? "?proof=1" : ""}`, undefined, secret);
}
