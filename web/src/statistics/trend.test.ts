import { describe, expect, it } from "vitest";

import { addWords } from "../i18n/language";
import { STATISTICS_WORDS } from "../i18n/statistics_words";
import type { StatisticsLine } from "./api";
import { trend } from "./trend";

addWords(STATISTICS_WORDS);

function month(key: string, filed: number, share: number | null): StatisticsLine {
  return { key, label: { id: key, en: key }, filed, routed: filed, answered: 0, days_to_first_response: null, in_time: 0, in_time_share: share, closed: 0, breached: 0 };
}

describe("the last whole month against the one before", () => {
  it.each([
    [400, 300, "Oktober 2026: 400 laporan, 100 lebih banyak daripada September 2026."],
    [300, 1400, "Oktober 2026: 300 laporan, 1.100 lebih sedikit daripada September 2026."],
    [300, 300, "Oktober 2026: 300 laporan, sama banyak dengan September 2026."],
  ])("%s after %s", (last, before, sentence) => {
    expect(trend([month("2026-09", before, null), month("2026-10", last, 0.5), month("2026-11", 9, 0.5)], "2026-11")).toBe(sentence);
  });

  it("says how punctual both were, where enough was answered in both", () => {
    expect(trend([month("2025-12", 10, 0.5), month("2026-01", 20, 0.82)], "2026-02")).toContain("Tepat waktu 82 %, sebulan sebelumnya 50 %.");
  });

  it.each([
    ["no month", []],
    ["the month that runs alone", [month("2026-11", 5, 1)]],
    ["a month between them without reports", [month("2026-08", 5, 1), month("2026-10", 5, 1)]],
  ])("nothing of %s", (_, lines) => {
    expect(trend(lines, "2026-11")).toBeNull();
  });
});
