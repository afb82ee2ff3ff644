/** What this site is: the province's stack, its number prefix, its clock, its colours and its emergency numbers. */

import { palette } from "./colour";
import type { Zone } from "../i18n/dates";
import { fetchSiteFile } from "./http";
import { load, save } from "./local_storage";

/** /stack.json, written when the site is deployed. */
export interface Stack extends Zone {
  readonly slug: string;
  readonly name: string;
  /** Two letters every tracking id of this stack begins with. */
  readonly prefix: string;
  /** Region code of the province; `00` for the centre, which has no regions of its own. */
  readonly region: string;
  readonly brand: string;
  /** `#rrggbb` */
  readonly accent: string;
  readonly emergency: readonly { readonly number: string; readonly label: string }[];
}

const STORED = "lapor.stack";

/** The stack as this phone last saw it, so that the page is itself at once and can make numbers offline. */
export function rememberedStack(): Stack | null {
  return load<Stack>(STORED);
}

/** The stack as the server tells it now, or as remembered when there is no connection. */
export async function fetchStack(): Promise<Stack | null> {
  const stack = await fetchSiteFile<Stack>("/stack.json");
  if (stack === null) return rememberedStack();
  save(STORED, stack);
  return stack;
}

/** Put the stack's name and colours on the page. */
export function wear(stack: Stack): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-stack]")) {
    // A brand that names its province says it once.
    const name = stack.brand.includes(stack.name) ? "" : stack.name;
    element.textContent = element.dataset.stack === "brand" ? stack.brand : name;
  }
  for (const [name, colour] of Object.entries(palette(stack.accent) ?? {})) {
    document.documentElement.style.setProperty(`--stack-${name}`, colour);
  }
}
