/** Requests of the reporter about a case. Each returns the case as it is afterwards, except for the erasure. */

import type { Case } from "../shared/case_api";
import { callApi, type Answer } from "../shared/http";

interface Reply {
  readonly text: string;
  /** After a response: whether the matter is settled. */
  readonly resolved?: boolean;
}

/** 1 to 5, with or without words. A later rating takes the place of an earlier one. */
interface Rating {
  readonly stars: number;
  readonly text: string;
}

export function replyToCase(trackingId: string, secret: string, reply: Reply, idempotencyKey: string): Promise<Answer<Case>> {
  return postOnce(trackingId, "replies", secret, reply, idempotencyKey);
}

export function rateCase(trackingId: string, secret: string, rating: Rating, idempotencyKey: string): Promise<Answer<Case>> {
  return postOnce(trackingId, "rating", secret, rating, idempotencyKey);
}

/** Asks for another office to look at the case. */
export function appealCase(trackingId: string, secret: string, text: string, idempotencyKey: string): Promise<Answer<Case>> {
  return postOnce(trackingId, "appeal", secret, { text }, idempotencyKey);
}

/** Objects to the archiving of the report. */
export function objectToArchiving(trackingId: string, secret: string, text: string, idempotencyKey: string): Promise<Answer<Case>> {
  return postOnce(trackingId, "objection", secret, { text }, idempotencyKey);
}

/** Says that the report is not the same matter as the one it was merged into. */
export function tellCasesApart(trackingId: string, secret: string, text: string, idempotencyKey: string): Promise<Answer<Case>> {
  return postOnce(trackingId, "parting", secret, { text }, idempotencyKey);
}

/** Says whether it is still good after the closing; a no reopens the case. */
export function followUp(trackingId: string, secret: string, good: boolean, idempotencyKey: string): Promise<Answer<Case>> {
  return postOnce(trackingId, "follow-up", secret, { good }, idempotencyKey);
}

/** Corrects as what the report goes on. */
export function correctType(trackingId: string, secret: string, type: string, idempotencyKey: string): Promise<Answer<Case>> {
  return postOnce(trackingId, "type", secret, { type }, idempotencyKey);
}

/** From now on mails go to this address. The same address again changes nothing. */
export function correctAddress(trackingId: string, secret: string, email: string): Promise<Answer<Case>> {
  return callApi("POST", `/v1/complaints/${trackingId}/address`, { email }, secret);
}

/** A one-time code was asked for; whether it was sent nobody is told. */
export interface CodeAsked {
  readonly request: string;
  readonly minutes: number;
}

export interface RenewedReceipt {
  readonly tracking_id: string;
  readonly secret: string;
  readonly filed_at: string;
  readonly hidden: boolean;
}

/** Asks for a one-time code to this contact, if it is the report's. */
export function askForCode(trackingId: string, contact: string): Promise<Answer<CodeAsked>> {
  return callApi("POST", `/v1/complaints/${trackingId}/receipt-code`, { contact });
}

/** A fresh secret for the code; with the same key the same one. */
export function renewReceipt(trackingId: string, request: string, code: string, key: string): Promise<Answer<RenewedReceipt>> {
  return callApi("POST", `/v1/complaints/${trackingId}/receipt-renewal`, { request, code, new_key: key });
}

/** Withdraws the report; it is closed and stays on record. */
export function withdrawCase(trackingId: string, secret: string, idempotencyKey: string): Promise<Answer<Case>> {
  return postOnce(trackingId, "withdrawal", secret, {}, idempotencyKey);
}

/** Which offices opened a secret or sensitive report within a year: by day, no persons. With `more` there were more. */
export interface Accesses {
  readonly more: boolean;
  readonly times: number;
  readonly days: readonly { readonly day: string; readonly agency: { readonly id: string; readonly name: string } | null; readonly times: number }[];
}

export function readAccesses(trackingId: string, secret: string): Promise<Answer<Accesses>> {
  return callApi("GET", `/v1/complaints/${trackingId}/accesses`, undefined, secret);
}

/** Takes out all words of the reporter; a second request does no harm. */
export function takeOutWords(trackingId: string, secret: string): Promise<Answer<Case>> {
  return callApi("POST", `/v1/complaints/${trackingId}/redaction`, { part: "words" }, secret);
}

/** Has all that the reporter gave erased for good; a second erasure does no harm. */
export function eraseIdentity(trackingId: string, secret: string): Promise<Answer<{ readonly erased_event: number }>> {
  return callApi("POST", `/v1/complaints/${trackingId}/erasure`, undefined, secret);
}

/** A request that the server carries out once for one key, however often it arrives. */
function postOnce(trackingId: string, action: string, secret: string, body: unknown, idempotencyKey: string): Promise<Answer<Case>> {
  return callApi("POST", `/v1/complaints/${trackingId}/${action}`, body, secret, { "Idempotency-Key": idempotencyKey });
}
