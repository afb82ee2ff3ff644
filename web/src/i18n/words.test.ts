import { describe, expect, it } from "vitest";

import { isTest, readFile, sourceModules } from "../testing/source_modules";
import { API_WORDS } from "./api_words";
import { DESK_ASSISTED_WORDS } from "./desk_assisted_words";
import { DESK_PAGES_WORDS } from "./desk_pages_words";
import { DESK_STACKS_WORDS } from "./desk_stacks_words";
import { DESK_SUMMARY_WORDS } from "./desk_summary_words";
import { DESK_WORK_WORDS } from "./desk_work_words";
import { DESK_WORDS } from "./desk_words";
import { HELP_WORDS } from "./help_words";
import { MAP_WORDS } from "./map_words";
import { RECORD_WORDS } from "./record_words";
import { SIGN_WORDS } from "./sign_words";
import { STATISTICS_WORDS } from "./statistics_words";
import { TRACKING_WORDS } from "./tracking_words";
import { WORDS } from "./words";

const PAGES = ["index.html", "terima.html", "lacak.html", "statistik.html", "api.html", "bantuan.html", "publik.html", "papan.html", "meja/index.html", "partials/header.html", "partials/footer.html"];
const ALL: Record<string, readonly [string, string]> = { ...WORDS, ...API_WORDS, ...TRACKING_WORDS, ...STATISTICS_WORDS, ...HELP_WORDS, ...RECORD_WORDS, ...MAP_WORDS, ...SIGN_WORDS, ...DESK_WORDS, ...DESK_PAGES_WORDS, ...DESK_STACKS_WORDS, ...DESK_SUMMARY_WORDS, ...DESK_WORK_WORDS, ...DESK_ASSISTED_WORDS };
const MODULES = sourceModules();
const DICTIONARY = /words$/;

describe("the words", () => {
  it.each(PAGES)("in %s are the Indonesian of the dictionary, for readers without JavaScript", (page) => {
    for (const [, key, words] of readFile(page).matchAll(/data-t="(\w+)">([^<]*)</g)) {
      expect({ [key!]: words }).toEqual({ [key!]: ALL[key!]?.[0] });
    }
  });

  it("hold the same facts in both languages", () => {
    const facts = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [key, [indonesian, english]] of Object.entries(ALL)) {
      expect({ [key]: facts(english) }).toEqual({ [key]: facts(indonesian) });
    }
  });

  it("have one meaning each: no two dictionaries share a key", () => {
    const keys = [...MODULES.values()].filter(({ name }) => DICTIONARY.test(name)).flatMap(({ text }) => [...text.matchAll(/^  (\w+): \[/gm)].map(([, key]) => key!));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(keys.sort()).toEqual(Object.keys(ALL).sort());
  });

  it("are all used somewhere", () => {
    const sources = [...MODULES.values()].filter((module) => !isTest(module) && !DICTIONARY.test(module.name)).map(({ text }) => text);
    const everything = [...PAGES.map(readFile), ...sources].join("\n");
    const unused = Object.keys(ALL).filter((key) => !everything.includes(`"${key}"`));
    expect(unused).toEqual([]);
  });

  it.each([
    ["pages/filing", "index.html", { ...WORDS, ...MAP_WORDS }],
    ["pages/receipts", "terima.html", WORDS],
    ["pages/tracking", "lacak.html", { ...WORDS, ...TRACKING_WORDS }],
    ["pages/statistics", "statistik.html", { ...WORDS, ...STATISTICS_WORDS }],
    ["pages/help", "bantuan.html", { ...WORDS, ...HELP_WORDS }],
    ["pages/record", "publik.html", { ...WORDS, ...RECORD_WORDS, ...MAP_WORDS }],
    ["pages/sign", "papan.html", { ...WORDS, ...SIGN_WORDS }],
    ["pages/desk", "meja/index.html", { ...WORDS, ...DESK_WORDS, ...DESK_PAGES_WORDS, ...DESK_STACKS_WORDS, ...DESK_SUMMARY_WORDS, ...DESK_WORK_WORDS, ...DESK_ASSISTED_WORDS }],
    ["pages/api_reference", "api.html", { ...WORDS, ...API_WORDS }],
  ])("that %s and all that it imports use are loaded with it", (entry, page, loaded) => {
    const texts = new Map<string, string>();
    const collect = (name: string): void => {
      if (texts.has(name) || DICTIONARY.test(name)) return;
      const { text, imports } = MODULES.get(name)!;
      texts.set(name, text);
      imports.filter(({ isType }) => !isType).forEach(({ from }) => collect(from));
    };
    collect(entry);
    const everything = [...texts.values()].join("") + readFile(page);
    const missing = Object.keys(ALL).filter((key) => !(key in loaded) && everything.includes(`"${key}"`));
    expect(missing).toEqual([]);
  });
});
