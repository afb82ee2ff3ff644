import { describe, expect, it } from "vitest";

import { dayIn, dayInWords, daysBetween, instantInWords } from "./dates";

const WITA = { utc_offset: 8, timezone: "WITA" };
const WIT = { utc_offset: 9, timezone: "WIT" };

describe("a date in words", () => {
  it("names weekday, day, month and year in both languages", () => {
    expect(dayInWords("2026-12-21", "id")).toBe("Senin, 21 Desember 2026");
    expect(dayInWords("2026-12-21", "en")).toBe("Monday, 21 December 2026");
    expect(dayInWords("2028-02-29", "id")).toBe("Selasa, 29 Februari 2028");
  });

  it("leaves alone what is no date", () => {
    expect(dayInWords("besok", "id")).toBe("besok");
    expect(instantInWords("segera", WITA, "id")).toBe("segera");
  });
});

describe("an instant", () => {
  it("is told on the stack's clock, not the phone's", () => {
    expect(instantInWords("2026-11-21T06:05:00Z", WITA, "id")).toBe("Sabtu, 21 November 2026 pukul 14.05 WITA");
    expect(instantInWords("2026-11-21T06:05:00Z", WITA, "en")).toBe("Saturday, 21 November 2026 at 14:05 WITA");
  });

  it("late in the evening of UTC belongs to the next day in Indonesia", () => {
    expect(instantInWords("2026-12-31T15:30:00+00:00", WIT, "id")).toBe("Jumat, 1 Januari 2027 pukul 00.30 WIT");
    expect(dayIn(WIT, new Date("2026-12-31T15:30:00Z"))).toBe("2027-01-01");
    expect(dayIn(WITA, new Date("2026-12-31T15:30:00Z"))).toBe("2026-12-31");
  });
});

it("days between two dates count across months and backwards", () => {
  expect(daysBetween("2026-11-21", "2026-12-21")).toBe(30);
  expect(daysBetween("2026-12-21", "2026-12-20")).toBe(-1);
});
