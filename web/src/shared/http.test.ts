import { expect, it } from "vitest";

import { problemText } from "./http";

it("the text of a problem document is that of its fields, or else its detail, or else its title", () => {
  const problem = { status: 400, code: "invalid_input", title: "Bad Request" };
  expect(problemText(problem)).toBe("Bad Request");
  expect(problemText({ ...problem, detail: "Ada yang keliru." })).toBe("Ada yang keliru.");
  const errors = [{ field: "/text", code: "too_short", detail: "Tulis sesuatu." }];
  expect(problemText({ ...problem, detail: "Ada yang keliru.", errors })).toBe("Tulis sesuatu.");
});
