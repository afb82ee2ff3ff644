/** What every page does first: language, branding, and delivery of the filings that wait on this phone. */

import { DRAFT_OWNER } from "../attachments/photo_shelf";
import { keepPhotosOf } from "../attachments/shared_photos";
import { onLanguage } from "../i18n/language";
import { startDelivery } from "../receipt/delivery";
import { drawRefusedNotice } from "../receipt/refused_notice";
import { allReceipts, forgetUntraced, onReceiptChange } from "../receipt/saved_receipts";
import { applyBranding } from "../shared/branding";
import { offerLanguages, startLanguageSwitch } from "../shared/language_switch";
import { loadRememberedStack, refreshStack, type Stack } from "../shared/stack";
import { keepPages } from "./site_worker";

/** Starts the page; resolves when the stack is known, with null when this phone has never seen it and is offline. */
export async function startPage(): Promise<Stack | null> {
  const remembered = loadRememberedStack();
  applyBranding(remembered);
  startLanguageSwitch();
  offerLanguages(remembered);
  forgetUntraced();
  window.addEventListener("pagehide", forgetUntraced);
  drawRefusedNotice();
  onReceiptChange(drawRefusedNotice);
  onLanguage(drawRefusedNotice);
  window.addEventListener("hashchange", drawRefusedNotice);
  startDelivery();
  // Of a report that was forgotten, its photos too.
  void keepPhotosOf([DRAFT_OWNER, ...allReceipts().map(({ trackingId }) => trackingId)]);
  const stack = await refreshStack();
  applyBranding(stack);
  offerLanguages(stack);
  keepPages(stack);
  return stack;
}
