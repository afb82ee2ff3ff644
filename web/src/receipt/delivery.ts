/**
 * Delivers what waits on the phone. The same key and the same words go out every time, so the server files once however
 * often a bad network makes the phone try.
 */

import { fileComplaint } from "../filing/api";
import type { Problem } from "../shared/http";
import { allReceipts, announce, findReceipt, keepReceipt } from "./saved_receipts";

const PAUSES_S = [5, 10, 20, 40, 60];
/** Answers that ask for patience, not for other words. */
const TRY_LATER = [408, 425, 429];

const underway = new Map<string, Promise<void>>();
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export function isSending(trackingId: string): boolean {
  return underway.has(trackingId);
}

/** One try at one receipt; ends when its new state is kept. Never fails, never runs twice at once. */
export function deliver(trackingId: string): Promise<void> {
  const running = underway.get(trackingId);
  if (running) return running;
  const attempt = tryOnce(trackingId).finally(() => {
    underway.delete(trackingId);
    announce();
  });
  underway.set(trackingId, attempt);
  announce();
  return attempt;
}

/** Sends whatever waits: now, whenever the phone is back online or looked at, and at growing intervals. */
export function startDelivering(): void {
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") again();
  });
  again();
}

function again(): void {
  failures = 0;
  void deliverWaiting();
}

async function deliverWaiting(): Promise<void> {
  for (const trackingId of waiting()) await deliver(trackingId);
  keepTrying();
}

/** Tries again after a pause, longer each time, as long as anything waits. */
export function keepTrying(): void {
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
    // The report it was to follow has ended meanwhile: then it stands alone.
    const { follows: _, ...alone } = filing;
    keepReceipt({ ...receipt, unsent: { ...receipt.unsent, filing: alone } });
    answer = await fileComplaint(alone);
  }
  // Forgotten meanwhile: the server has it, the phone's owner did not want it here.
  if (findReceipt(trackingId) === null) return;
  if (answer.ok) {
    const { tracking_id, secret, filed_at } = answer.body;
    keepReceipt({ trackingId: tracking_id, secret, at: filed_at, excerpt: receipt.excerpt, state: "received" }, trackingId);
  } else if (answer.problem && isFinal(answer.problem)) {
    keepReceipt({ ...receipt, ...findReceipt(trackingId), state: "rejected", problem: answer.problem });
  }
}

/** Nothing was filed, and nothing but this field stands in the way. */
export function isOnlyAbout(field: string, { errors }: Problem): boolean {
  return errors !== undefined && errors.length > 0 && errors.every((each) => each.field === field);
}

function isFinal(problem: Problem): boolean {
  return problem.status >= 400 && problem.status < 500 && !TRY_LATER.includes(problem.status);
}
