/** The reader's language, and phrases in it. */

import type { Phrases } from "./phrase";
import { WORDS, type WordKey } from "./words";

export type Language = "id" | "en";
/** A text in both languages, as the API sends it. */
export type Bilingual = Readonly<Record<Language, string>>;

const POSITION: Record<Language, 0 | 1> = { id: 0, en: 1 };
const listeners: (() => void)[] = [];
const dictionary: Record<string, Phrases[string]> = { ...WORDS };
let current: Language = "id";

export function language(): Language {
  return current;
}

/** Switches the language and calls every listener. */
export function setLanguage(next: Language): void {
  current = next;
  listeners.forEach((listener) => listener());
}

/** Calls back after every switch of language, so that elements made by a script can be made again. */
export function onLanguage(listener: () => void): void {
  listeners.push(listener);
}

/** Adds the phrases that one page alone shows. */
export function addWords(words: Phrases): void {
  Object.assign(dictionary, words);
}

/** The phrase under a key in the reader's language, with every `{name}` replaced by the fact of that name. */
export function t(key: WordKey, facts: Readonly<Record<string, string | number>> = {}): string {
  return (dictionary[key]?.[POSITION[current]] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}

/** A phrase in both languages, for what is kept longer than one drawing. */
export function both(key: WordKey): Bilingual {
  const phrase = dictionary[key];
  return { id: phrase?.[0] ?? key, en: phrase?.[1] ?? key };
}
