/** What every page does first: its language, its stack, and sending whatever still waits on the phone. */

import { onLanguage, startLanguage } from "../i18n/language";
import { startDelivering } from "../receipt/delivery";
import { fetchStack, rememberedStack, wear, type Stack } from "./stack";
import type { Zone } from "../i18n/dates";

const WESTERN_TIME: Zone = { utc_offset: 7, timezone: "WIB" };
let known: Stack | null = null;

/** Starts the page; resolves when the stack is known, null when this phone has never seen it and is offline. */
export async function startPage(): Promise<Stack | null> {
  known = rememberedStack();
  if (known) wear(known);
  startLanguage();
  const dressAgain = (): void => {
    if (known) wear(known);
  };
  onLanguage(dressAgain);
  startDelivering();
  known = await fetchStack();
  dressAgain();
  return known;
}

/** The stack, if it is known by now. */
export function knownStack(): Stack | null {
  return known;
}

/** The stack, asked for once more if it is still unknown. */
export async function currentStack(): Promise<Stack | null> {
  known ??= await fetchStack();
  return known;
}

/** The clock dates are told on; Jakarta's until the stack is known. */
export function zone(): Zone {
  return known ?? WESTERN_TIME;
}

