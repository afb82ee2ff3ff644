/** What every page does first: language, branding, and delivery of the filings that wait on this phone. */

import { onLanguage } from "../i18n/language";
import { startDelivery } from "../receipt/delivery";
import { drawRefusedNotice } from "../receipt/refused_notice";
import { forgetUntraced, onReceiptChange } from "../receipt/saved_receipts";
import { applyBranding } from "../shared/branding";
import { offerLanguages, startLanguageSwitch } from "../shared/language_switch";
import { loadRememberedStack, refreshStack, type Stack } from "../shared/stack";

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
  const stack = await refreshStack();
  applyBranding(stack);
  offerLanguages(stack);
  return stack;
}
