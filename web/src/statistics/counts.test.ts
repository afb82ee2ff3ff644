import { describe, expect, it } from "vitest";

import { monthsBefore, numberInWords, outOfTen, shareInWords } from "./counts";

describe("counts in words", () => {
  it.each([
    [0, "0", "0"],
    [3.5, "3,5", "3.5"],
    [999, "999", "999"],
    [12345, "12.345", "12,345"],
    [1234567.25, "1.234.567,3", "1,234,567.3"],
  ])("tell %d as people write it", (value, indonesian, english) => {
    expect([numberInWords(value, "id"), numberInWords(value, "en")]).toEqual([indonesian, english]);
  });

  it("never say all or none where it is not so", () => {
    expect([1, 0.999, 0.5, 0.001, 0].map(shareInWords)).toEqual(["100 %", "99 %", "50 %", "1 %", "0 %"]);
    expect([1, 0.99, 0.5, 0.01, 0].map(outOfTen)).toEqual([10, 9, 5, 1, 0]);
  });

  it("count months back over the turn of a year", () => {
    expect([monthsBefore("2026-11", 11), monthsBefore("2026-01", 1), monthsBefore("2026-11", 0)]).toEqual(["2025-12", "2025-12", "2026-11"]);
  });
});
