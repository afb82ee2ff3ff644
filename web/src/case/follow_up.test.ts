import { describe, expect, it } from "vitest";
import type { CaseEvent } from "../shared/case_api";
import { isAsked } from "./follow_up";

function happened(...kinds: string[]): CaseEvent[] {
  return kinds.map((kind, index) => ({ seq: index + 1, kind, label: { id: "", en: "" }, at: "", actor: { role: "system" } }));
}

describe("the question after the closing", () => {
  it("is shown until it is answered, and again when it is asked again", () => {
    expect(isAsked({ status: "closed", timeline: happened("filed", "confirmed") })).toBe(false);
    expect(isAsked({ status: "closed", timeline: happened("confirmed", "asked") })).toBe(true);
    expect(isAsked({ status: "closed", timeline: happened("asked", "followed_up") })).toBe(false);
    expect(isAsked({ status: "closed", timeline: happened("asked", "followed_up", "asked", "rated") })).toBe(true);
    expect(isAsked({ status: "reopened", timeline: happened("asked", "reopened") })).toBe(false);
  });
});
