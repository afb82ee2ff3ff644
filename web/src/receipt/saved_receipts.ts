/** The receipts on this phone. One that is not yet delivered carries the whole filing; afterwards only number and secret stay. */

import type { Filing } from "../filing/api";
import type { Draft } from "../filing/draft";
import type { Problem } from "../shared/http";
import { loadStored, saveStored } from "../shared/local_storage";

export interface SavedReceipt {
  readonly trackingId: string;
  /** The follow-up secret. */
  readonly secret: string;
  /** RFC 3339: when the server received it, or before that when the phone made it. */
  readonly at: string;
  /** The first words, to tell receipts apart; empty for a secret complaint. */
  readonly excerpt: string;
  readonly state: "waiting" | "received" | "rejected";
  /** SHA-256 of what was sent, so that another tab knows whether it holds the same. */
  readonly digest?: string;
  readonly unsent?: { readonly filing: Filing; readonly draft: Draft };
  /** What the server says about a report that it received: sentences without the reporter's words. */
  readonly hints?: readonly string[];
  /** Whether the server stored a name or a contact; unknown of receipts from before it said so. */
  readonly identityStored?: boolean;
  /** Whether the phone forgets it as soon as it was received and its page is left. */
  readonly untraced?: boolean;
  /** Why the server rejected it. */
  readonly problem?: Problem;
}

const STORED = "lapor.receipts";
const EXCERPT_LENGTH = 60;
const listeners: (() => void)[] = [];

/** Newest first. */
export function allReceipts(): SavedReceipt[] {
  return loadStored<SavedReceipt[]>(STORED) ?? [];
}

export function findReceipt(trackingId: string): SavedReceipt | null {
  return allReceipts().find((receipt) => receipt.trackingId === trackingId) ?? null;
}

/** Adds a receipt, or replaces the one under the same number (or under `formerId`). */
export function saveReceipt(receipt: SavedReceipt, formerId = receipt.trackingId): void {
  const all = allReceipts();
  const at = all.findIndex((other) => other.trackingId === formerId);
  if (at < 0) all.unshift(receipt);
  else all[at] = receipt;
  saveStored(STORED, all);
  notifyReceiptListeners();
}

export function forgetReceipt(trackingId: string): void {
  const rest = allReceipts().filter((receipt) => receipt.trackingId !== trackingId);
  saveStored(STORED, rest.length > 0 ? rest : null);
  notifyReceiptListeners();
}

/** Forgets what was received and is to leave no trace. What still waits stays until it is sent. */
export function forgetUntraced(): void {
  for (const { trackingId, untraced, state } of allReceipts()) {
    if (untraced && state === "received") forgetReceipt(trackingId);
  }
}

export function excerptOf(draft: Draft): string {
  if (draft.secret || draft.untraced) return "";
  const words = draft.text.trim().replace(/\s+/g, " ");
  return words.length > EXCERPT_LENGTH ? `${words.slice(0, EXCERPT_LENGTH).replace(/\s\S*$/, "")}…` : words;
}

/**
 * Which sentence says whether a name or a contact is stored; none where the server has not said so. `erased`: the case
 * says that they were erased since.
 */
export function identityWords({ identityStored }: SavedReceipt, erased = false): readonly ("identityStored" | "identityNotStored")[] {
  if (identityStored === undefined) return [];
  return [identityStored && !erased ? "identityStored" : "identityNotStored"];
}

/** Calls back when a receipt or its delivery changed, in this tab or in another. */
export function onReceiptChange(listener: () => void): void {
  listeners.push(listener);
}

export function notifyReceiptListeners(): void {
  listeners.forEach((listener) => listener());
}

if (typeof window !== "undefined") {
  window.addEventListener("storage", (event) => {
    if (event.key === STORED) notifyReceiptListeners();
  });
}
