/** The button that switches the language, the translation of what stands in the HTML, and the choice kept on this phone. */

import { language, onLanguage, setLanguage, t, type Language } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { translateBranding } from "./branding";
import { byId } from "./dom";
import { loadStored, saveStored } from "./local_storage";
import type { Stack } from "./stack";

const STORED = "lapor.language";
/** `?bahasa=en` opens any page in English: the address to give to somebody who reads no Indonesian. */
const PARAMETER = "bahasa";

// At import, because a page may show something before it starts: in the reader's language, and the HTML's own words first.
setLanguage(chosenLanguage());
onLanguage(translatePage);

/** What the address names, or else what was chosen on this phone. The address is a choice too: the pages after it keep it. */
function chosenLanguage(): Language {
  const named = new URLSearchParams(location.search).get(PARAMETER);
  if (named === "id" || named === "en") saveStored(STORED, named);
  return loadStored<string>(STORED) === "en" || named === "en" ? "en" : "id";
}

/** The address in the language that is shown, so that it can be copied and loaded again. */
function keepInAddress(): void {
  const address = new URL(location.href);
  if (!address.searchParams.has(PARAMETER)) return;
  address.searchParams.set(PARAMETER, language());
  history.replaceState(history.state, "", address);
}

/** Translates the HTML and makes the button work. */
export function startLanguageSwitch(): void {
  byId("language").addEventListener("click", () => {
    const next = language() === "id" ? "en" : "id";
    saveStored(STORED, next);
    setLanguage(next);
    keepInAddress();
  });
  translatePage();
}

/** Leaves the languages that the stack's pages speak: with one alone there is nothing to switch. */
export function offerLanguages(stack: Stack | null): void {
  const alone = stack?.languages?.length === 1;
  byId("language").hidden = alone;
  if (alone && language() !== "id") setLanguage("id");
}

function translatePage(): void {
  document.documentElement.lang = language();
  for (const element of document.querySelectorAll<HTMLElement>("[data-t]")) {
    element.textContent = t(element.dataset.t as WordKey);
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel as WordKey));
  }
  // The button is labelled in the language it leads to.
  const button = byId<HTMLButtonElement>("language");
  button.lang = language() === "id" ? "en" : "id";
  button.textContent = language() === "id" ? "English" : "Indonesia";
  translateBranding();
}
