/** The list of categories: their names, the words that people use for them, and the questions of some. */

import type { Bilingual } from "../i18n/language";
import { fetchSiteFile } from "../shared/http";
import type { ChosenCategory } from "./draft";

export interface Category {
  readonly id: string;
  readonly name: Bilingual;
  readonly group: string;
  readonly words: readonly string[];
  /** The key of its question, if it has one. */
  readonly fact?: string;
}

/** The question for one fact that decides which office is competent, and that most people know. */
interface Question {
  readonly question: Bilingual;
  readonly answers: readonly { readonly id: string; readonly name: Bilingual }[];
}

/** /categories.json */
export interface CategoryList {
  readonly categories: readonly Category[];
  /** By fact. */
  readonly questions: Readonly<Record<string, Question>>;
  /** Categories that are an answer to another one's question, by that one. */
  readonly answered: Readonly<Record<string, string>>;
}

/** A category with, for a suggestion, the word in the text that led to it. */
export interface Match {
  readonly category: Pick<Category, "id" | "name">;
  readonly word: string | null;
}

const SUGGESTIONS = 3;

/** The list; null when it cannot be loaded. */
export function fetchCategories(): Promise<CategoryList | null> {
  return fetchSiteFile<CategoryList>("/categories.json");
}

/** Categories whose names or words contain everything that was typed. */
export function searchCategories(categories: readonly Category[], typed: string): Match[] {
  const parts = normalise(typed).split(" ").filter(Boolean);
  if (parts.length === 0) return [];
  const hit = ({ name, words }: Category): boolean => {
    const all = normalise([name.id, name.en, ...words].join(" "));
    return parts.every((part) => all.includes(part));
  };
  return categories.filter(hit).map((category) => ({ category, word: null }));
}

/** Categories whose words stand in the complaint, the longest word first because it tells most. */
export function suggestCategories(categories: readonly Category[], text: string): Match[] {
  const written = ` ${normalise(text)} `;
  return categories
    .flatMap((category) => {
      const found = category.words.filter((word) => written.includes(` ${normalise(word)} `));
      const word = found.sort((a, b) => b.length - a.length)[0];
      return word === undefined ? [] : [{ category, word }];
    })
    .sort((a, b) => b.word.length - a.word.length)
    .slice(0, SUGGESTIONS);
}

/** The server's suggestions, then those that this phone found in the text, each once. */
export function mergeSuggestions(fromServer: readonly Match["category"][], found: readonly Match[]): Match[] {
  const more = found.filter(({ category }) => !fromServer.some(({ id }) => id === category.id));
  return [...fromServer.map((category) => ({ category, word: null })), ...more];
}

/** Of a category and those that answer its question only the first: nobody reads one matter twice and is asked about it as well. */
export function withoutRepetition(matches: readonly Match[], answered: CategoryList["answered"]): Match[] {
  const asking = ({ category }: Match): string => answered[category.id] ?? category.id;
  return matches.filter((match, index) => matches.findIndex((other) => asking(other) === asking(match)) === index);
}

/** The question of a chosen category; null for one that has none. */
export function questionFor(list: CategoryList | null, chosen: ChosenCategory | null): Question | null {
  const fact = list?.categories.find(({ id }) => id === chosen?.id)?.fact;
  return (fact && list?.questions[fact]) || null;
}

function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9\s]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
