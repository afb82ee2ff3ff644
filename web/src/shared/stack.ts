/** The stack this site belongs to: a province's, or the centre's. */

import type { Zone } from "../i18n/dates";
import type { Language } from "../i18n/language";
import { fetchSiteFile } from "./http";
import { loadStored, saveStored } from "./local_storage";

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
  /** The colours of the top of the page, `#rrggbb` each; null for those of every page. */
  readonly band?: { readonly ground: string; readonly ink: string } | null;
  /** The stack's own words by their place; with Indonesian alone, English readers see that. */
  readonly texts?: { readonly [place in "tagline" | "about"]?: { readonly id: string; readonly en?: string } };
  /** What the pages can be switched to. */
  readonly languages?: readonly Language[];
  /** Whether phones keep the pages for times without a connection. */
  readonly offline?: boolean;
  /** By which channels a one-time code reaches whoever lost the secret. */
  readonly renews_by?: readonly ("mail" | "sms")[];
  /** Where officers sign in; the citizens' pages do not look at it. */
  readonly sign_in?: { readonly origin: string; readonly client_id: string };
  readonly emergency: readonly { readonly number: string; readonly label: string }[];
}

const STORED = "lapor.stack";
const WESTERN_TIME: Zone = { utc_offset: 7, timezone: "WIB" };

let known: Stack | null = null;

/** The stack as this phone last saw it, so that the page has its name at once and can make numbers offline. */
export function loadRememberedStack(): Stack | null {
  return (known = loadStored<Stack>(STORED));
}

/** The stack from the server; the remembered one when there is no connection. */
export async function refreshStack(): Promise<Stack | null> {
  return (known = await fetchStack());
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

/** The time zone of all dates; Jakarta's until the stack is known. */
export function zone(): Zone {
  return known ?? WESTERN_TIME;
}

async function fetchStack(): Promise<Stack | null> {
  const stack = await fetchSiteFile<Stack>("/stack.json");
  if (stack === null) return loadStored<Stack>(STORED);
  saveStored(STORED, stack);
  return stack;
}
