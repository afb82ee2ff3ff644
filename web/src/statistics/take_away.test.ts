import { describe, expect, it } from "vitest";

import { addWords } from "../i18n/language";
import { STATISTICS_WORDS } from "../i18n/statistics_words";
import type { StatisticsLine } from "./api";
import { rowsOf, toCsv } from "./take_away";

addWords(STATISTICS_WORDS);

const LINE: StatisticsLine = {
  key: "64.72",
  label: { id: "Kota Samarinda", en: "Samarinda" },
  filed: 50,
  routed: 50,
  answered: 40,
  days_to_first_response: 6.5,
  in_time: 32,
  in_time_share: 0.8,
  closed: 20,
  breached: 1,
};
const FEW: StatisticsLine = { ...LINE, label: { id: "Kota Bontang", en: "Bontang" }, answered: 2, in_time: 1, in_time_share: null, days_to_first_response: null };
const shown = (lines: readonly StatisticsLine[]) => ({ sentence: "", caption: "", name: "x", measure: "filed" as const, lines });

describe("the rows of a table", () => {
  it("hold what the share is a share of", () => {
    expect(rowsOf(shown([LINE]))[1]).toEqual(["Kota Samarinda", 50, 40, 32, "80 %", 6.5]);
  });

  it("are empty where too few reports stand behind a figure, its parts included", () => {
    expect(rowsOf(shown([FEW]))[1]).toEqual(["Kota Bontang", 50, null, null, null, null]);
  });
});

describe("the file for a spreadsheet", () => {
  it("quotes everything and holds no formula", () => {
    expect(toCsv([["=1+1", 'kata "kutip"', 7, null]])).toBe("\uFEFF\"'=1+1\",\"kata \"\"kutip\"\"\",\"7\",\"\"\r\n");
  });
});
