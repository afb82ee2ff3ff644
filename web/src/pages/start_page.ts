/** What every page does first: language, branding, and delivery of the filings that wait on this phone. */

import { startDelivery } from "../receipt/delivery";
import { applyBranding } from "../shared/branding";
import { startLanguageSwitch } from "../shared/language_switch";
import { loadRememberedStack, refreshStack, type Stack } from "../shared/stack";

/** Starts the page; resolves when the stack is known, with null when this phone has never seen it and is offline. */
export async function startPage(): Promise<Stack | null> {
  applyBranding(loadRememberedStack());
  startLanguageSwitch();
  startDelivery();
  const stack = await refreshStack();
  applyBranding(stack);
  return stack;
}
