import { beforeAll, expect, it } from "vitest";

import { DESK_PAGES_WORDS } from "../i18n/desk_pages_words";
import { DESK_STACKS_WORDS } from "../i18n/desk_stacks_words";
import { addWords } from "../i18n/language";
import { cellsOf, dataAt, HEAD, officeRowOf, OFFICES_HEAD, rowOf, totalOf, type StackLine } from "./stacks";

beforeAll(() => {
  addWords(DESK_PAGES_WORDS);
  addWords(DESK_STACKS_WORDS);
});

const WIB = { utc_offset: 7, timezone: "WIB" };
const OFFICE = { id: "64.08-pupr", name: "Dinas PUPR", open: 30, late: 8, newly_late: 0, longest_late_days: 41 };
const KALTIM: StackLine = { slug: "kaltim", name: "Kalimantan Timur", site: "https://kaltim.example", summary: { at: "2026-11-23T06:40:00.000Z", old: true, open: 120, late: 8, newly_late: 1, longest_late_days: 41, late_offices: 1, offices: [OFFICE] } };
const BALI: StackLine = { slug: "bali", name: "Bali", site: null, summary: { at: "2026-11-23T06:41:00.000Z", old: false, open: 5, late: 0, newly_late: 0, longest_late_days: null, late_offices: 0, offices: [] } };
const PAPUA: StackLine = { slug: "papua", name: "Papua", site: null, summary: null };

it("stacks without figures are in no sum", () => {
  expect(totalOf([KALTIM, BALI, PAPUA])).toEqual({ open: 125, late: 8, known: 2, all: 3, old: 1 });
});

it("the time alone of figures of today, the day too of older ones", () => {
  const at = "2026-11-23T06:40:00.000Z";
  expect(dataAt(at, WIB, new Date("2026-11-23T08:00:00Z"))).toBe("Data pukul 13.40");
  expect(dataAt(at, WIB, new Date("2026-11-24T08:00:00Z"))).toBe("Senin, 23 November 2026 pukul 13.40 WIB");
});

it("a table and its file have a cell for each column", () => {
  expect(cellsOf(OFFICE)).toEqual(["30", "8", "0", "41 hari"]);
  expect(cellsOf(BALI.summary!)[3]).toBe("–");
  for (const line of [KALTIM, BALI, PAPUA]) expect(rowOf(line)).toHaveLength(HEAD.length);
  expect(rowOf(PAPUA)).toEqual(["Papua", "", "", "", "", "Belum ada data"]);
  expect(officeRowOf(OFFICE)).toHaveLength(OFFICES_HEAD.length);
});
