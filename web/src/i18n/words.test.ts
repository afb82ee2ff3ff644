import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";

import { describe, expect, it } from "vitest";

import { STATISTICS_WORDS } from "./statistics_words";
import { TRACKING_WORDS } from "./tracking_words";
import { WORDS } from "./words";

const ROOT = new URL("../../", import.meta.url);
const PAGES = ["index.html", "terima.html", "lacak.html", "statistik.html", "api.html", "partials/header.html", "partials/footer.html"];
const ALL: Record<string, readonly [string, string]> = { ...WORDS, ...TRACKING_WORDS, ...STATISTICS_WORDS };
const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");

describe("the words", () => {
  it.each(PAGES)("in %s are the Indonesian of the dictionary, for readers without JavaScript", (page) => {
    for (const [, key, words] of read(page).matchAll(/data-t="(\w+)">([^<]*)</g)) {
      expect({ [key!]: words }).toEqual({ [key!]: ALL[key!]?.[0] });
    }
  });

  it("hold the same facts in both languages", () => {
    const facts = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [key, [indonesian, english]] of Object.entries(ALL)) {
      expect({ [key]: facts(english) }).toEqual({ [key]: facts(indonesian) });
    }
  });

  it("are all used somewhere", () => {
    const sources = (readdirSync(new URL("src/", ROOT), { recursive: true }) as string[]).filter((name) => name.endsWith(".ts") && !/words|test/.test(name));
    const everything = [...PAGES, ...sources.map((name) => `src/${name}`)].map(read).join("\n");
    const unused = Object.keys(ALL).filter((key) => !new RegExp(`"${key}"`).test(everything));
    expect(unused).toEqual([]);
  });

  it.each([
    ["pages/filing", "index", WORDS],
    ["pages/receipts", "terima", WORDS],
    ["pages/tracking", "lacak", { ...WORDS, ...TRACKING_WORDS }],
    ["pages/statistics", "statistik", { ...WORDS, ...STATISTICS_WORDS }],
    ["pages/api_reference", "api", WORDS],
  ])("that %s.ts and all that it imports say are loaded with it", (entry, page, loaded) => {
    const modules = new Set<string>();
    const follow = (name: string): void => {
      if (modules.has(name) || /words/.test(name)) return;
      modules.add(name);
      const imports = read(`src/${name}.ts`).matchAll(/^import (?!type)[^;]*?from "(\.[\w./]+)";/gm);
      for (const [, imported] of imports) follow(posix.join(posix.dirname(name), imported!));
    };
    follow(entry);
    const said = [...modules].map((name) => read(`src/${name}.ts`)).join("") + read(`${page}.html`);
    const missing = Object.keys(ALL).filter((key) => !(key in loaded) && said.includes(`"${key}"`));
    expect(missing).toEqual([]);
  });
});
