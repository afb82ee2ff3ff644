/** The button that switches the language, the translation of what stands in the HTML, and the choice kept on this phone. */

import { language, onLanguage, setLanguage, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { byId } from "./dom";
import { loadStored, saveStored } from "./local_storage";

const STORED = "lapor.language";

// At import, because a page may show something before it starts: in the reader's language, and the HTML's own words first.
setLanguage(loadStored<string>(STORED) === "en" ? "en" : "id");
onLanguage(translatePage);

/** Translates the HTML and makes the button work. */
export function startLanguageSwitch(): void {
  const button = byId<HTMLButtonElement>("language");
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = language() === "id" ? "en" : "id";
    saveStored(STORED, next);
    setLanguage(next);
  });
  translatePage();
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
}
