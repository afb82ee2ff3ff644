import { describe, expect, it } from "vitest";

import { formatNumber, formatShare, outOfTen } from "./numbers";

describe("numbers", () => {
  it.each([
    [0, "0", "0"],
    [3.5, "3,5", "3.5"],
    [999, "999", "999"],
    [12345, "12.345", "12,345"],
    [1234567.25, "1.234.567,3", "1,234,567.3"],
  ])("%d reads as people write it", (value, indonesian, english) => {
    expect([formatNumber(value, "id"), formatNumber(value, "en")]).toEqual([indonesian, english]);
  });

  it("never say all or none where it is not so", () => {
    expect([1, 0.999, 0.5, 0.001, 0].map(formatShare)).toEqual(["100 %", "99 %", "50 %", "1 %", "0 %"]);
    expect([1, 0.99, 0.5, 0.01, 0].map(outOfTen)).toEqual([10, 9, 5, 1, 0]);
  });
});
