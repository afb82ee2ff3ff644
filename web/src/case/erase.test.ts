import { describe, expect, it } from "vitest";

import { isErased } from "./erase";

const event = (kind: string) => ({ seq: 1, kind, label: { id: "", en: "" }, at: "2026-11-21T06:05:00Z", actor: { role: "reporter" } });
const gone = { title: "[…]", text: "[…]" };
const photo = (role: string) => ({ id: "", url: "", preview_url: "", at: "", by: { role }, private: false });

describe("the reporter's name", () => {
  it("is erased once the timeline says so", () => {
    expect(isErased({ ...gone, timeline: [event("filed")], attachments: [] })).toBe(false);
    expect(isErased({ ...gone, timeline: [event("filed"), event("erased")], attachments: [] })).toBe(true);
  });

  it("can be erased again when words are left, as after erasures of earlier versions", () => {
    expect(isErased({ title: "Jalan", text: "[…]", timeline: [event("erased")], attachments: [] })).toBe(false);
  });

  it("can be erased again when the reporter has sent new photos", () => {
    expect(isErased({ ...gone, timeline: [event("erased")], attachments: [photo("officer")] })).toBe(true);
    expect(isErased({ ...gone, timeline: [event("erased")], attachments: [photo("reporter")] })).toBe(false);
  });
});
