import { describe, expect, it } from "vitest";

import { searchCategories, suggestCategories, type Category } from "./categories";

const CATEGORIES: Category[] = [
  { id: "jalan-rusak", group: "infrastruktur", name: { id: "Jalan rusak atau berlubang", en: "Damaged road" }, words: ["jalan rusak", "lubang"] },
  { id: "lampu-jalan", group: "infrastruktur", name: { id: "Lampu jalan mati", en: "Street light out" }, words: ["lampu jalan", "pju"] },
  { id: "ktp", group: "adminduk", name: { id: "KTP elektronik", en: "Identity card" }, words: ["ktp", "e-ktp"] },
];
const ids = (matches: { category: Category }[]): string[] => matches.map(({ category }) => category.id);

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
});
