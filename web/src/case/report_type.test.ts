import { describe, expect, it } from "vitest";
import type { CaseEvent } from "../shared/case_api";
import { canCorrectType } from "./report_type";

function happened(kind: string): CaseEvent {
  return { seq: 1, kind, label: { id: "", en: "" }, at: "", actor: { role: "officer" } };
}

describe("the type of a report", () => {
  it("is the reporter's to correct until somebody takes the report on", () => {
    expect(canCorrectType({ status: "routed", timeline: [happened("filed"), happened("routed")] })).toBe(true);
    expect(canCorrectType({ status: "accepted", timeline: [happened("filed")] })).toBe(false);
    expect(canCorrectType({ status: "routed", timeline: [happened("accepted"), happened("refused")] })).toBe(false);
    expect(canCorrectType({ status: "closed", timeline: [] })).toBe(false);
  });
});
