import { expect, it } from "vitest";

import { addWords } from "../i18n/language";
import { DESK_PAGES_WORDS } from "../i18n/desk_pages_words";
import { DESK_WORDS } from "../i18n/desk_words";
import { chosenLines, daysLate, HEAD, rowOf, titleOf, type LateLine } from "./late_list";

addWords(DESK_WORDS);
addWords(DESK_PAGES_WORDS);

const WITA = { utc_offset: 8, timezone: "WITA" };
const NOW = new Date("2026-11-29T02:00:00Z");
const seen = (title: string | null, status = "triage", category = "jalan-rusak"): NonNullable<LateLine["case"]> => ({
  title,
  category,
  status,
  status_label: { id: "Sedang", en: "Now" },
  agency: { id: "64-diskominfo", name: "Diskominfo" },
  priority: "normal",
  warnings: 2,
  citizen_due_at: null,
});
const LINES: readonly LateLine[] = [
  { tracking_id: "KI-2", at: "2026-11-20T16:30:00.000Z", agency: "64.08-pupr", moved_to: null, case: seen("Jembatan") },
  { tracking_id: "KI-1", at: "2026-11-10T02:00:00.000Z", agency: "64.08-dlh", moved_to: null, case: seen(null, "closed", "sampah-liar") },
  { tracking_id: "KI-3", at: "2026-11-28T02:00:00.000Z", agency: "64.08-pupr", moved_to: "64-diskominfo" },
];
const ids = (filters: Partial<Parameters<typeof chosenLines>[1]>): string[] => chosenLines(LINES, { office: "", category: "", openOnly: false, ...filters }).map(({ tracking_id }) => tracking_id);

it("the longest late stands first, and filters leave what fits", () => {
  expect(ids({})).toEqual(["KI-1", "KI-2", "KI-3"]);
  expect(ids({ office: "64.08-pupr" })).toEqual(["KI-2", "KI-3"]);
  expect(ids({ category: "sampah-liar" })).toEqual(["KI-1"]);
  expect(ids({ openOnly: true })).toEqual(["KI-2", "KI-3"]);
});

it("days are counted in the stack's zone", () => {
  expect(LINES.map((line) => daysLate(line, WITA, NOW))).toEqual([8, 19, 1]);
});

it("the file holds what the table shows: no title that is hidden, and nothing of a case that is not seen", () => {
  expect(rowOf(LINES[0]!, WITA, NOW)).toEqual(["KI-2", "Jembatan", "64.08-pupr", "Diskominfo", "8", "2026-11-21", "Sedang", "2", "jalan-rusak"]);
  expect(titleOf(LINES[1]!)).toBe("(judul tidak ditampilkan)");
  expect(rowOf(LINES[2]!, WITA, NOW)).toEqual(["KI-3", "(judul tidak ditampilkan)", "64.08-pupr", "64-diskominfo", "1", "2026-11-28", "", "", ""]);
  expect(rowOf(LINES[0]!, WITA, NOW)).toHaveLength(HEAD.length);
});
