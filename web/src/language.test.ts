import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { WORDS, type WordKey } from "./words";

const ROOT = new URL("../", import.meta.url);
const PAGES = ["index.html", "terima.html", "lacak.html", "statistik.html", "api.html", "partials/header.html", "partials/footer.html"];
const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");

describe("the words", () => {
  it.each(PAGES)("in %s are the Indonesian of the dictionary, for readers without JavaScript", (page) => {
    for (const [, key, words] of read(page).matchAll(/data-t="(\w+)">([^<]*)</g)) {
      expect({ [key!]: words }).toEqual({ [key!]: WORDS[key as WordKey][0] });
    }
  });

  it("hold the same facts in both languages", () => {
    const facts = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [key, [indonesian, english]] of Object.entries(WORDS)) {
      expect({ [key]: facts(english) }).toEqual({ [key]: facts(indonesian) });
    }
  });

  it("are all used somewhere", () => {
    const sources = readdirSync(new URL("src/", ROOT)).filter((name) => name.endsWith(".ts") && !/words|test/.test(name));
    const everything = [...PAGES, ...sources.map((name) => `src/${name}`)].map(read).join("\n");
    const unused = Object.keys(WORDS).filter((key) => !new RegExp(`"${key}"`).test(everything));
    expect(unused).toEqual([]);
  });
});
