/** The name, the words and the colours of the stack on the page. Its logo is in the HTML already (`laporctl/site.py`). */

import { language } from "../i18n/language";
import { palette } from "./colour";
import type { Stack } from "./stack";

/** The name in the pages as they are built. */
export const NATIONAL = "SP4N-LAPOR!";

let shown: Stack | null = null;

/** Shows the stack's name, words and colours; those of the HTML stay while the stack is unknown. */
export function applyBranding(stack: Stack | null): void {
  if (stack === null) return;
  shown = stack;
  translateBranding();
  const shades = { ...palette(stack.accent), ...(stack.band && { "band-ground": stack.band.ground, "band-ink": stack.band.ink }) };
  for (const [name, colour] of Object.entries(shades)) {
    document.documentElement.style.setProperty(`--stack-${name}`, colour);
  }
  document.querySelector(".top")?.classList.toggle("band", !!stack.band);
}

/** Shows the stack's name and words in the reader's language, after the page's own were translated. */
export function translateBranding(): void {
  if (shown === null) return;
  const { brand, name, texts } = shown;
  // A brand that contains the province's name is not followed by it.
  const words = { brand, name: own(texts?.tagline) || (brand.includes(name) ? "" : name), about: own(texts?.about) };
  for (const element of document.querySelectorAll<HTMLElement>("[data-stack]")) {
    const text = words[element.dataset.stack as keyof typeof words];
    element.textContent = text;
    element.hidden = text === "";
  }
  document.title = document.title.replace(NATIONAL, brand);
}

function own(text?: { readonly id: string; readonly en?: string }): string {
  return text?.[language()] ?? text?.id ?? "";
}
