import { describe, expect, it } from "vitest";

import { hasNoWords } from "./redaction";

const event = (role: string, note?: string) => ({ seq: 1, kind: "replied", label: { id: "", en: "" }, at: "2026-11-21T06:05:00Z", actor: { role }, ...(note ? { note } : {}) });

describe("the reporter's words", () => {
  it("are there until title, text and every addition are gone", () => {
    expect(hasNoWords({ title: "Jalan", text: "Jalan rusak", timeline: [] })).toBe(false);
    expect(hasNoWords({ title: "[…]", text: "[…]", timeline: [event("reporter", "Masih rusak")] })).toBe(false);
    expect(hasNoWords({ title: "[…]", text: "[…]", timeline: [event("reporter", "[…]"), event("officer", "Dikerjakan")] })).toBe(true);
  });
});
