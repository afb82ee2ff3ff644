/** The list of categories: what they are called, what people write about them, and what some of them ask. */

import type { Bilingual } from "../i18n/language";
import type { ChosenCategory } from "./draft";
import { fetchSiteFile } from "../shared/http";

export interface Category {
  readonly id: string;
  readonly name: Bilingual;
  readonly group: string;
  readonly words: readonly string[];
  /** The question it asks, if it asks one. */
  readonly fact?: string;
}

/** One thing that decides which office is competent, and that most people know. */
export interface Question {
  readonly question: Bilingual;
  readonly answers: readonly { readonly id: string; readonly name: Bilingual }[];
}

/** /categories.json */
export interface CategoryList {
  readonly categories: readonly Category[];
  /** By fact. */
  readonly questions: Readonly<Record<string, Question>>;
}

/** A category with, for a suggestion, the word in the text that led to it. */
export interface Match {
  readonly category: Pick<Category, "id" | "name">;
  readonly word: string | null;
}

const SUGGESTED = 3;

/** The list, null when it cannot be had. */
export function fetchCategories(): Promise<CategoryList | null> {
  return fetchSiteFile<CategoryList>("/categories.json");
}

/** Categories whose names or words contain everything that was typed. */
export function searchCategories(categories: readonly Category[], typed: string): Match[] {
  const parts = plain(typed).split(" ").filter(Boolean);
  if (parts.length === 0) return [];
  const hit = ({ name, words }: Category): boolean => {
    const all = plain([name.id, name.en, ...words].join(" "));
    return parts.every((part) => all.includes(part));
  };
  return categories.filter(hit).map((category) => ({ category, word: null }));
}

/** Categories whose words stand in the complaint, the longest (most telling) word first. */
export function suggestCategories(categories: readonly Category[], text: string): Match[] {
  const written = ` ${plain(text)} `;
  return categories
    .flatMap((category) => {
      const found = category.words.filter((word) => written.includes(` ${plain(word)} `));
      const word = found.sort((a, b) => b.length - a.length)[0];
      return word === undefined ? [] : [{ category, word }];
    })
    .sort((a, b) => b.word.length - a.word.length)
    .slice(0, SUGGESTED);
}

/** What the server read in the words, then what this phone found in them, each once. */
export function mergeSuggestions(read: readonly Match["category"][], found: readonly Match[]): Match[] {
  const more = found.filter(({ category }) => !read.some(({ id }) => id === category.id));
  return [...read.map((category) => ({ category, word: null })), ...more];
}

/** What a chosen category asks; null for one that asks nothing. */
export function questionAbout(list: CategoryList | null, chosen: ChosenCategory | null): Question | null {
  const fact = list?.categories.find(({ id }) => id === chosen?.id)?.fact;
  return (fact && list?.questions[fact]) || null;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9\s]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
