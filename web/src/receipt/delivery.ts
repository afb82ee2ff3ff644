/**
 * Delivers the filings that wait on this phone. The same key and the same words go out every time, so the server files
 * once however often a bad network makes the phone try.
 */

import { fileComplaint, type FiledReceipt } from "../filing/api";
import type { Problem } from "../shared/http";
import { allReceipts, findReceipt, notifyReceiptListeners, saveReceipt, type SavedReceipt } from "./saved_receipts";

const PAUSES_S = [5, 10, 20, 40, 60];
/** 4xx answers that ask for patience, not for other words. */
const TEMPORARY = [408, 425, 429];

const deliveries = new Map<string, Promise<void>>();
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Whether a delivery is under way. */
export function isDelivering(trackingId: string): boolean {
  return deliveries.has(trackingId);
}

/** One try to deliver one receipt; ends when its new state is saved. Never fails, never runs twice at once. */
export function deliver(trackingId: string): Promise<void> {
  const running = deliveries.get(trackingId);
  if (running) return running;
  const delivery = tryOnce(trackingId).finally(() => {
    deliveries.delete(trackingId);
    notifyReceiptListeners();
  });
  deliveries.set(trackingId, delivery);
  notifyReceiptListeners();
  return delivery;
}

/** Delivers whatever waits: now, whenever the phone is back online or the page is looked at, and at growing intervals. */
export function startDelivery(): void {
  window.addEventListener("online", startOver);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") startOver();
  });
  startOver();
}

function startOver(): void {
  failures = 0;
  void deliverWaiting();
}

async function deliverWaiting(): Promise<void> {
  for (const trackingId of waiting()) await deliver(trackingId);
  retryLater();
}

/** Tries again after a pause, longer each time, as long as anything waits. */
export function retryLater(): void {
  clearTimeout(timer);
  if (waiting().length === 0) return;
  const pause = PAUSES_S[Math.min(failures, PAUSES_S.length - 1)] ?? 60;
  failures += 1;
  timer = setTimeout(() => void deliverWaiting(), pause * 1000);
}

function waiting(): string[] {
  return allReceipts().flatMap((receipt) => (receipt.state === "waiting" ? [receipt.trackingId] : []));
}

async function tryOnce(trackingId: string): Promise<void> {
  const receipt = findReceipt(trackingId);
  if (receipt?.unsent === undefined) return;
  const { filing } = receipt.unsent;
  let answer = await fileComplaint(filing);
  if (!answer.ok && answer.problem && filing.follows !== undefined && isOnlyAbout("/follows", answer.problem)) {
    // The report it was to follow has ended meanwhile: this one is filed alone.
    const { follows: _, ...alone } = filing;
    saveReceipt({ ...receipt, unsent: { ...receipt.unsent, filing: alone } });
    answer = await fileComplaint(alone);
  }
  // Forgotten meanwhile: the server has the filing, the phone's owner did not want its receipt here.
  if (findReceipt(trackingId) === null) return;
  if (answer.ok) {
    saveReceipt(receivedReceipt(answer.body, receipt), trackingId);
  } else if (answer.problem && isFinal(answer.problem)) {
    saveReceipt({ ...receipt, ...findReceipt(trackingId), state: "rejected", problem: answer.problem });
  }
}

/** What the phone keeps of a report that the server has: no words of the reporter. */
export function receivedReceipt(filed: FiledReceipt, { excerpt, digest, untraced }: Pick<SavedReceipt, "excerpt" | "digest" | "untraced">): SavedReceipt {
  return {
    trackingId: filed.tracking_id,
    secret: filed.secret,
    at: filed.filed_at,
    excerpt,
    ...(digest ? { digest } : {}),
    ...(untraced ? { untraced } : {}),
    state: "received",
    hints: filed.hints.map(({ detail }) => detail),
    identityStored: filed.identity_stored,
  };
}

/** Whether every field problem is about this one field. */
export function isOnlyAbout(field: string, { errors }: Problem): boolean {
  return errors !== undefined && errors.length > 0 && errors.every((each) => each.field === field);
}

function isFinal(problem: Problem): boolean {
  return problem.status >= 400 && problem.status < 500 && !TEMPORARY.includes(problem.status);
}
