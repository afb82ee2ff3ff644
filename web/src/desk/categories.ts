/** The names of categories, as the site's own list has them. */

import { language, type Bilingual } from "../i18n/language";
import { fetchSiteFile } from "../shared/http";

const names = new Map<string, Bilingual>();

/** Reads the list; without it categories are shown by their ids. */
export async function loadCategoryNames(): Promise<void> {
  const list = await fetchSiteFile<{ readonly categories: readonly { readonly id: string; readonly name: Bilingual }[] }>("/categories.json");
  for (const { id, name } of list?.categories ?? []) names.set(id, name);
}

/** A category in the reader's language, or another. */
export function categoryName(id: string, tongue = language()): string {
  return names.get(id)?.[tongue] ?? id;
}

/** All categories, by their names. */
export function categoryNames(): readonly (readonly [id: string, name: string])[] {
  return [...names.keys()].map((id) => [id, categoryName(id)] as const).sort(([, one], [, other]) => one.localeCompare(other));
}
