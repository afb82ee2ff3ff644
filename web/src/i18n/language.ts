/** Which of the two languages the page speaks, and how its words get there. */

import { byId } from "../shared/dom";
import { load, save } from "../shared/local_storage";
import type { Phrase, Phrases } from "./phrase";
import { WORDS, type WordKey } from "./words";

export type Language = "id" | "en";
/** A text in both languages, as the API sends it. */
export type Bilingual = Readonly<Record<Language, string>>;

const STORED = "lapor.language";
const INDEX: Record<Language, 0 | 1> = { id: 0, en: 1 };
const listeners: (() => void)[] = [];
const dictionary: Record<string, Phrase> = { ...WORDS };
let current: Language = load<string>(STORED) === "en" ? "en" : "id";

export function language(): Language {
  return current;
}

/** Adds the words that one page alone says. */
export function addWords(words: Phrases): void {
  Object.assign(dictionary, words);
}

/** The words under a key in the reader's language, with `{name}` replaced by what `facts` says. */
export function t(key: WordKey, facts: Readonly<Record<string, string | number>> = {}): string {
  return (dictionary[key]?.[INDEX[current]] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}

/** Calls back after every switch of language, so that what was built by hand can be built again. */
export function onLanguage(listener: () => void): void {
  listeners.push(listener);
}

/** Translates what stands in the HTML and makes the switch work. */
export function startLanguage(): void {
  const button = byId<HTMLButtonElement>("language");
  button.hidden = false;
  button.addEventListener("click", () => {
    current = current === "id" ? "en" : "id";
    save(STORED, current);
    translate(button);
    listeners.forEach((listener) => listener());
  });
  translate(button);
}

function translate(button: HTMLButtonElement): void {
  document.documentElement.lang = current;
  for (const element of document.querySelectorAll<HTMLElement>("[data-t]")) {
    element.textContent = t(element.dataset.t as WordKey);
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel as WordKey));
  }
  // The switch is written in the language it leads to.
  button.lang = current === "id" ? "en" : "id";
  button.textContent = current === "id" ? "English" : "Indonesia";
}
