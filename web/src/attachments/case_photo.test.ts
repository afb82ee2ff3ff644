import { describe, expect, it } from "vitest";

import { fitted, isTaken, LARGEST_BYTES } from "./shrink";
import { holds } from "./upload";

describe("a photo", () => {
  it("keeps its shape when it is made smaller, and is never made larger", () => {
    expect(fitted(4000, 3000)).toEqual({ width: 1600, height: 1200 });
    expect(fitted(3000, 4000)).toEqual({ width: 1200, height: 1600 });
    expect(fitted(800, 600)).toEqual({ width: 800, height: 600 });
    expect(fitted(30_000, 1)).toEqual({ width: 1600, height: 1 });
  });

  it("is taken as it is only in the kinds and sizes of the API", () => {
    expect(isTaken({ type: "image/webp", size: LARGEST_BYTES })).toBe(true);
    expect(isTaken({ type: "image/heic", size: 1 })).toBe(false);
    expect(isTaken({ type: "image/jpeg", size: LARGEST_BYTES + 1 })).toBe(false);
    expect(isTaken({ type: "image/jpeg", size: 0 })).toBe(false);
  });
});

it("an invitation is used again until its last minute", () => {
  const invitation = { attachment_id: "A", expires_at: "2026-11-21T06:15:00Z", upload: { url: "", fields: {} } };
  expect(holds(null, 0)).toBe(false);
  expect(holds(invitation, Date.parse("2026-11-21T06:13:59Z"))).toBe(true);
  expect(holds(invitation, Date.parse("2026-11-21T06:14:00Z"))).toBe(false);
});
