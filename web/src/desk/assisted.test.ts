import { describe, expect, it } from "vitest";

import { emptyAssisted, toRecord } from "./assisted";

const KEY = "00112233445566778899aabbccddeeff";
const LINK = "https://contoh.id/kiriman/1";

describe("a report that is written down for somebody", () => {
  it("is filed as a citizen's is, with the way it came", () => {
    expect(toRecord({ ...emptyAssisted(), text: " Jembatan putus. ", cameBy: "phone", name: "Siti" }, KEY)).toEqual({
      receipt_key: KEY,
      type: "complaint",
      text: "Jembatan putus.",
      reporter: { name: "Siti" },
      came_by: "phone",
    });
  });

  it.each([
    ["social_media", LINK, LINK],
    ["letter", LINK, undefined],
    ["social_media", " ", undefined],
  ] as const)("that came by %s with the link %j names the post %j", (cameBy, link, sent) => {
    expect(toRecord({ ...emptyAssisted(), text: "Jembatan putus.", cameBy, link }, KEY).link).toBe(sent);
  });
});
