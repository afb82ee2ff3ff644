import { expect, it } from "vitest";

import { isOnlyAbout } from "./delivery";

it("a refusal of nothing but the report to follow does not stop a filing", () => {
  const problem = { status: 400, code: "invalid_input", title: "" };
  const about = (...fields: string[]) => ({ ...problem, errors: fields.map((field) => ({ field, code: "", detail: "" })) });
  expect(isOnlyAbout("/follows", about("/follows"))).toBe(true);
  expect(isOnlyAbout("/follows", about("/follows", "/text"))).toBe(false);
  expect(isOnlyAbout("/follows", about())).toBe(false);
  expect(isOnlyAbout("/follows", problem)).toBe(false);
});
