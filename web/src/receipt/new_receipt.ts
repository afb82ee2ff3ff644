/** The receipt of a draft that is sent: one for each draft, in however many tabs it is open. */

import { toFiling, type Draft } from "../filing/draft";
import { toHex } from "../shared/hex";
import { newRandomKey } from "../shared/random_key";
import { deriveReceipt } from "./receipt";
import { excerptOf, findReceipt, saveReceipt } from "./saved_receipts";

/**
 * Saves the receipt of a draft, waiting to be delivered, and gives its number; the number that the draft was sent under already if
 * another tab has sent the same words. Words written here since then are a report of their own.
 */
export async function saveNewReceipt(draft: Draft, prefix: string): Promise<string> {
  const key = draft.key ?? newRandomKey();
  const filing = toFiling(draft, key);
  const { trackingId, secret } = await deriveReceipt(key, prefix);
  // The key is in it, and is not kept: nobody can try words against what stays on the phone.
  const digest = await hash(JSON.stringify(filing));
  const sent = findReceipt(trackingId);
  if (sent === null) {
    saveReceipt({ trackingId, secret, at: new Date().toISOString(), excerpt: excerptOf(draft), digest, state: "waiting", ...(draft.untraced ? { untraced: true } : {}), unsent: { filing, draft: { ...draft } } });
  } else if (sent.digest !== digest) {
    return saveNewReceipt({ ...draft, key: null }, prefix);
  }
  return trackingId;
}

async function hash(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}
