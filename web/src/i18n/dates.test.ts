import { describe, expect, it } from "vitest";

import { calendarDay, daysBetween, formatDay, formatInstant, monthsBefore } from "./dates";

const WITA = { utc_offset: 8, timezone: "WITA" };
const WIT = { utc_offset: 9, timezone: "WIT" };

describe("a date in words", () => {
  it("names weekday, day, month and year in both languages", () => {
    expect(formatDay("2026-12-21", "id")).toBe("Senin, 21 Desember 2026");
    expect(formatDay("2026-12-21", "en")).toBe("Monday, 21 December 2026");
    expect(formatDay("2028-02-29", "id")).toBe("Selasa, 29 Februari 2028");
  });

  it("leaves alone what is no date", () => {
    expect(formatDay("besok", "id")).toBe("besok");
    expect(formatInstant("segera", WITA, "id")).toBe("segera");
  });
});

describe("an instant", () => {
  it("is told on the stack's clock, not the phone's", () => {
    expect(formatInstant("2026-11-21T06:05:00Z", WITA, "id")).toBe("Sabtu, 21 November 2026 pukul 14.05 WITA");
    expect(formatInstant("2026-11-21T06:05:00Z", WITA, "en")).toBe("Saturday, 21 November 2026 at 14:05 WITA");
  });

  it("late in the evening of UTC belongs to the next day in Indonesia", () => {
    expect(formatInstant("2026-12-31T15:30:00+00:00", WIT, "id")).toBe("Jumat, 1 Januari 2027 pukul 00.30 WIT");
    expect(calendarDay(WIT, new Date("2026-12-31T15:30:00Z"))).toBe("2027-01-01");
    expect(calendarDay(WITA, new Date("2026-12-31T15:30:00Z"))).toBe("2026-12-31");
  });
});

it("days between two dates count across months and backwards", () => {
  expect(daysBetween("2026-11-21", "2026-12-21")).toBe(30);
  expect(daysBetween("2026-12-21", "2026-12-20")).toBe(-1);
});

it("months count back over the turn of a year", () => {
  expect([monthsBefore("2026-11", 11), monthsBefore("2026-01", 1), monthsBefore("2026-11", 0)]).toEqual(["2025-12", "2025-12", "2026-11"]);
});
