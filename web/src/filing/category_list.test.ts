import { describe, expect, it } from "vitest";

import { mergeSuggestions, questionFor, searchCategories, suggestCategories, withoutRepetition, type Category, type CategoryList, type Match } from "./category_list";

const CATEGORIES: Category[] = [
  { id: "jalan-rusak", group: "infrastruktur", name: { id: "Jalan rusak atau berlubang", en: "Damaged road" }, words: ["jalan rusak", "lubang"], fact: "road_class" },
  { id: "lampu-jalan", group: "infrastruktur", name: { id: "Lampu jalan mati", en: "Street light out" }, words: ["lampu jalan", "pju"] },
  { id: "ktp", group: "adminduk", name: { id: "KTP elektronik", en: "Identity card" }, words: ["ktp", "e-ktp"] },
];
const ids = (matches: readonly Match[]): string[] => matches.map(({ category }) => category.id);

describe("searching categories", () => {
  it("looks in both names and in the words, all parts needed", () => {
    expect(ids(searchCategories(CATEGORIES, "jalan"))).toEqual(["jalan-rusak", "lampu-jalan"]);
    expect(ids(searchCategories(CATEGORIES, "  Jalan MATI "))).toEqual(["lampu-jalan"]);
    expect(ids(searchCategories(CATEGORIES, "identity"))).toEqual(["ktp"]);
    expect(ids(searchCategories(CATEGORIES, ""))).toEqual([]);
  });
});

describe("suggesting categories", () => {
  it("names the word that led to each, the most telling first", () => {
    const found = suggestCategories(CATEGORIES, "Ada lubang besar, dan lampu jalan mati.");
    expect(found.map(({ category, word }) => [category.id, word])).toEqual([
      ["lampu-jalan", "lampu jalan"],
      ["jalan-rusak", "lubang"],
    ]);
  });

  it("needs whole words", () => {
    expect(suggestCategories(CATEGORIES, "terlubangi")).toEqual([]);
  });

  it("begins with the server's suggestions, each once", () => {
    const found = suggestCategories(CATEGORIES, "Ada lubang besar, dan lampu jalan mati.");
    const merged = mergeSuggestions([CATEGORIES[2]!, CATEGORIES[1]!], found);
    expect(ids(merged)).toEqual(["ktp", "lampu-jalan", "jalan-rusak"]);
  });
});

describe("the question of a category", () => {
  const asks = { question: { id: "Jalan milik siapa?", en: "Whose road is it?" }, answers: [] };
  const list: CategoryList = { categories: CATEGORIES, questions: { road_class: asks }, answered: {} };
  const questionOf = (id: string): unknown => questionFor(list, { id, name: { id: "", en: "" } });

  it("is asked for the categories that have one", () => {
    expect(["jalan-rusak", "ktp", "nothing-known"].map(questionOf)).toEqual([asks, null, null]);
    expect(questionFor(list, null)).toBeNull();
    expect(questionFor(null, { id: "jalan-rusak", name: { id: "", en: "" } })).toBeNull();
  });
});

it("one matter is not offered twice, once as an answer to the other's question", () => {
  const match = (id: string): Match => ({ category: { id, name: { id, en: id } }, word: null });
  const answered = { "jalan-nasional": "jalan-rusak", "jalan-provinsi": "jalan-rusak" };
  const ids = (...listed: string[]): string[] => withoutRepetition(listed.map(match), answered).map(({ category }) => category.id);
  expect(ids("jalan-rusak", "jalan-nasional", "ktp")).toEqual(["jalan-rusak", "ktp"]);
  expect(ids("jalan-provinsi", "jalan-rusak", "jalan-nasional")).toEqual(["jalan-provinsi"]);
});
