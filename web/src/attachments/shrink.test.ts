import { describe, expect, it } from "vitest";

import { LARGEST_BYTES } from "./limits";
import { fitInside, isAccepted } from "./shrink";

describe("a photo", () => {
  it("keeps its shape when it is made smaller, and is never made larger", () => {
    expect(fitInside(4000, 3000)).toEqual({ width: 1600, height: 1200 });
    expect(fitInside(3000, 4000)).toEqual({ width: 1200, height: 1600 });
    expect(fitInside(800, 600)).toEqual({ width: 800, height: 600 });
    expect(fitInside(30_000, 1)).toEqual({ width: 1600, height: 1 });
  });

  it("is accepted as it is only in the kinds and sizes of the API", () => {
    expect(isAccepted({ type: "image/webp", size: LARGEST_BYTES })).toBe(true);
    expect(isAccepted({ type: "image/heic", size: 1 })).toBe(false);
    expect(isAccepted({ type: "image/jpeg", size: LARGEST_BYTES + 1 })).toBe(false);
    expect(isAccepted({ type: "image/jpeg", size: 0 })).toBe(false);
  });
});
