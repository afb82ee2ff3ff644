import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { describe, expect, it } from "vitest";

import { kind, prose, render, type Description } from "./render";

const FILE = resolve(import.meta.dirname, "../../chalicelib/data/openapi.json");
const description = JSON.parse(readFileSync(FILE, "utf8")) as Description;

describe("the reference of the API", () => {
  const page = render(description);

  it("shows every operation, shape and error code", () => {
    for (const [path, methods] of Object.entries(description.paths)) {
      for (const operation of Object.values(methods)) {
        expect(page, path).toContain(`id="${operation.operationId}"`);
      }
    }
    for (const name of Object.keys(description.components.schemas)) expect(page).toContain(`id="schema-${name}"`);
  });

  it("links only to what it shows, and gives every id once", () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it("needs neither a script nor a style of its own", () => {
    expect(page).not.toMatch(/<script|<style| style=| on[a-z]+=/);
  });
});

describe("words of the reference", () => {
  it("are escaped before they are marked up", () => {
    expect(prose("a <b> & `c < d`")).toBe("a &lt;b&gt; &amp; <code>c &lt; d</code>");
  });

  it.each([
    [{ type: "string", minLength: 5, maxLength: 10000 }, "string, 5 to 10,000 characters"],
    [{ type: ["integer", "null"], minimum: 1 }, "integer or null, at least 1"],
    [{ type: "integer", default: 50 }, "integer, by default 50"],
    [{ enum: ["a", null] }, "<code>a</code>, <code>null</code>"],
    [{ items: { $ref: "#/components/schemas/Event" } }, 'list of <a href="#schema-Event">Event</a>'],
    [{ type: "object", additionalProperties: { type: "string" } }, "object, of string"],
    [{}, "anything"],
  ])("say what a value may be: %j", (schema, said) => {
    expect(kind(schema)).toBe(said);
  });
});
