import { describe, expect, it } from "vitest";

import { isTest, readFile, sourceModules, type SourceModule } from "./testing/source_modules";

const ALL = sourceModules();
const SHIPPED = [...ALL.values()].filter((module) => !isTest(module));
const HTML = ["index.html", "terima.html", "lacak.html", "statistik.html", "api.html", "bantuan.html", "publik.html", "papan.html", "meja/index.html"];

/**
 * The folders that each folder may import besides itself. A page composes the subjects. The receipt saves a filing and shows
 * its case and photos, the case shows photos, the desk shows all of them, files for others and reads the statistics; a form and a list open maps; no other subject imports another. What several subjects need is in shared/,
 * and all of them show text in two languages.
 */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  pages: ["desk", "filing", "receipt", "case", "attachments", "record", "map", "statistics", "shared", "i18n"],
  receipt: ["filing", "case", "attachments", "shared", "i18n"],
  desk: ["attachments", "case", "filing", "receipt", "statistics", "shared", "i18n"],
  case: ["attachments", "shared", "i18n"],
  filing: ["map", "shared", "i18n"],
  attachments: ["shared", "i18n"],
  record: ["map", "statistics", "shared", "i18n"],
  statistics: ["shared", "i18n"],
  map: ["shared", "i18n"],
  shared: ["i18n"],
  i18n: [],
};

/** The first circle that is found behind a module, empty if there is none; `path` leads to the module, `done` is known to be free of circles. */
function findCircle(module: SourceModule, path: readonly string[], done: Set<string>): readonly string[] {
  if (path.includes(module.name)) return [...path.slice(path.indexOf(module.name)), module.name];
  if (done.has(module.name)) return [];
  for (const { from } of module.imports) {
    const imported = ALL.get(from);
    if (imported === undefined) throw new Error(`${module.name} imports ${from}, which is no module`);
    const circle = findCircle(imported, [...path, module.name], done);
    if (circle.length > 0) return circle;
  }
  done.add(module.name);
  return [];
}

describe("the modules", () => {
  it("import each other in no circle, types included", () => {
    const done = new Set<string>();
    expect(SHIPPED.map((module) => findCircle(module, [], done)).find((circle) => circle.length > 0)).toBeUndefined();
  });

  it("lie in a folder of the list, and import along its arrows only", () => {
    expect(SHIPPED.filter(({ folder }) => !(folder in ARROWS)).map(({ name }) => name)).toEqual([]);
    const wrong = SHIPPED.flatMap(({ name, folder, imports }) =>
      imports.filter(({ from }) => ![folder, ...ARROWS[folder]!].includes(from.split("/")[0]!)).map(({ from }) => `${name} imports ${from}`),
    );
    expect(wrong).toEqual([]);
  });

  it("have names in snake_case", () => {
    expect([...ALL.keys()].filter((name) => !/^([a-z0-9]+\/)?[a-z0-9]+(_[a-z0-9]+)*(\.test)?$/.test(name))).toEqual([]);
  });

  it("can be read in one sitting", () => {
    expect([...ALL.keys()].filter((name) => readFile(`src/${name}.ts`).split("\n").length > 350)).toEqual([]);
  });

  it("export nothing that no other module or test imports", () => {
    const imported = new Set([...ALL.values()].flatMap(({ imports }) => imports.flatMap(({ from, names }) => names.map((name) => `${from} ${name}`))));
    const exported = [...ALL.values()].flatMap(({ name, exports }) => exports.map((each) => `${name} ${each}`));
    expect(exported.filter((each) => !imported.has(each))).toEqual([]);
  });

  it("are all loaded by a page, and every page has one entry", () => {
    const entries = HTML.map((file) => readFile(file).match(/<script type="module" src="\/src\/(pages\/\w+)\.ts">/)?.[1]);
    expect(new Set(entries).size).toBe(HTML.length);
    const loaded = new Set<string>();
    const load = (name: string): void => {
      if (loaded.has(name)) return;
      loaded.add(name);
      ALL.get(name)!.imports.forEach(({ from }) => load(from));
    };
    entries.forEach((entry) => load(entry!));
    expect(SHIPPED.map(({ name }) => name).filter((name) => !loaded.has(name))).toEqual([]);
  });
});
