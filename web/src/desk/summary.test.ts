import { expect, it } from "vitest";

import { addWords } from "../i18n/language";
import { DESK_SUMMARY_WORDS } from "../i18n/desk_summary_words";
import type { StatisticsLine } from "../statistics/api";
import { ranksOf, sentencesOf } from "./summary";

addWords(DESK_SUMMARY_WORDS);

const line = (key: string, answered: number, in_time: number, more: Partial<StatisticsLine> = {}): StatisticsLine => ({
  key,
  label: { id: key, en: key },
  filed: 0,
  routed: 0,
  answered,
  days_to_first_response: null,
  in_time,
  in_time_share: null,
  closed: 0,
  breached: 0,
  ...more,
});

it("five sentences set the month beside the one before", () => {
  const now = line("2026-11", 52, 41, { filed: 1200, closed: 44, breached: 3, days_to_first_response: 4.5 });
  const before = line("2026-10", 40, 28, { filed: 900, closed: 39, breached: 7, days_to_first_response: 6 });
  expect(sentencesOf(now, before)).toEqual([
    "8 dari 10 laporan dijawab tepat waktu (41 dari 52). Bulan lalu 7.",
    "1.200 laporan masuk. Bulan lalu 900.",
    "44 laporan selesai. Bulan lalu 39.",
    "3 kali batas waktu terlewati. Bulan lalu 7.",
    "Separuh laporan mendapat jawaban pertama dalam 4,5 hari. Bulan lalu 6.",
  ]);
});

it("too few answers are said, and compared with nothing", () => {
  const [first, , , , last] = sentencesOf(line("2026-11", 9, 9), line("2026-10", 40, 28));
  expect(first).toBe("Baru 9 laporan dijawab: terlalu sedikit untuk dibandingkan.");
  expect(last).toBe("Terlalu sedikit jawaban untuk mengatakan berapa hari warga menunggu.");
  expect(sentencesOf(line("2026-11", 10, 10), line("2026-10", 9, 0))[0]).toBe("10 dari 10 laporan dijawab tepat waktu (10 dari 10).");
});

it("nobody is ranked below ten answers, nobody is both best and worst, and one office alone is neither", () => {
  const offices = [line("a", 10, 1), line("b", 20, 20), line("c", 9, 9), line("d", 40, 20)];
  const { best, worst, unranked } = ranksOf(offices);
  expect([best.map(({ key }) => key), worst.map(({ key }) => key), unranked]).toEqual([["b"], ["a"], 1]);
  expect(ranksOf([line("a", 10, 1), line("c", 1, 1)])).toEqual({ best: [], worst: [], unranked: 1 });
  const many = Array.from({ length: 14 }, (_, at) => line(`o${at}`, 20, at));
  expect(ranksOf(many).best.map(({ in_time }) => in_time)).toEqual([13, 12, 11, 10, 9]);
  expect(ranksOf(many).worst.map(({ in_time }) => in_time)).toEqual([0, 1, 2, 3, 4]);
});
