/** The modules below src/ with their imports and exports, read from the files. For tests alone. */

import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";

const WEB = new URL("../../", import.meta.url);

export interface SourceModule {
  /** Its path below src/ without `.ts`, such as `case/rating`. */
  readonly name: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly SourceImport[];
  /** Names that it exports. */
  readonly exports: readonly string[];
}

interface SourceImport {
  /** The imported module's path below src/. */
  readonly from: string;
  readonly names: readonly string[];
  /** Whether nothing of it is left when the types are gone. */
  readonly isType: boolean;
}

/** A file below web/. */
export function readFile(path: string): string {
  return readFileSync(new URL(path, WEB), "utf8");
}

/** All modules by their name, tests included. */
export function sourceModules(): Map<string, SourceModule> {
  const files = readdirSync(new URL("src/", WEB), { recursive: true, encoding: "utf8" });
  return new Map(files.filter((file) => file.endsWith(".ts")).map((file) => [withoutEnding(file), parse(file)]));
}

export function isTest({ name, folder }: SourceModule): boolean {
  return name.endsWith(".test") || folder === "testing";
}

function parse(file: string): SourceModule {
  const text = readFile(`src/${file}`);
  const folder = posix.dirname(file);
  const imports = [...text.matchAll(/^import (type )?{([^}]*)} from "(\.[^"]+)";/gm)].map(([, type, list, path]) => {
    const names = list!.split(",").map((name) => name.trim()).filter(Boolean);
    return {
      from: posix.join(folder, path!),
      names: names.map((name) => name.replace(/^type /, "").replace(/ as .*/, "")),
      isType: type !== undefined || names.every((name) => name.startsWith("type ")),
    };
  });
  // What is loaded on demand: `import("./page").then(({ Page }) => …)`.
  const later = [...text.matchAll(/import\("(\.[^"]+)"\)\.then\(\({([^}]*)}\)/g)].map(([, path, list]) => ({ from: posix.join(folder, path!), names: list!.split(",").map((name) => name.trim()), isType: false }));
  const exports = [...text.matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm)].map(([, name]) => name!);
  return { name: withoutEnding(file), folder, text, imports: [...imports, ...later], exports };
}

function withoutEnding(file: string): string {
  return file.replace(/\.ts$/, "");
}
