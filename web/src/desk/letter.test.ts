import { expect, it } from "vitest";

import { DESK_WORDS } from "../i18n/desk_words";
import { addWords } from "../i18n/language";
import type { DeskCase } from "./api";
import { sheetOf } from "./letter";

addWords(DESK_WORDS);

const SEEN = {
  tracking_id: "ID-N4MY-SXYG-J405-C",
  zone: { timezone: "Asia/Jakarta", utc_offset: 7 },
  region: { code: "73.71", path: ["Sulawesi Selatan", "Kota Makassar"] },
  due: { on: "2026-12-21", label: { id: "", en: "" } },
  text: "Hubungi saya di 0812 3456 7890, jalan berlubang.",
  letter: { to: "Dinas Komunikasi dan Informatika Provinsi Sulawesi Selatan", sender: "Kementerian PANRB", title: "Jalan berlubang", text: "Hubungi saya di [nomor], jalan berlubang.", place: "Depan pasar", province: "Sulawesi Selatan" },
} as unknown as DeskCase;

const said = (seen: DeskCase): string => JSON.stringify(sheetOf(seen, seen.letter!, new Date("2026-11-24T02:00:00Z")));

it("says number, words, place, days and who asks, and nothing that the public does not read", () => {
  for (const words of ["ID-N4MY-SXYG-J405-C", "Jalan berlubang", "[nomor]", "Depan pasar, Kota Makassar, Sulawesi Selatan", "24 November 2026", "21 Desember 2026", "Kementerian PANRB"]) expect(said(SEEN)).toContain(words);
  expect(said(SEEN)).not.toContain("3456");
});

it("has no words of a case that the public does not see", () => {
  const hidden = { ...SEEN, letter: { ...SEEN.letter!, title: null, text: null, place: null } };
  expect(said(hidden)).toContain("dirahasiakan");
  expect(said(hidden)).not.toContain("Jalan berlubang");
  expect(sheetOf(hidden, hidden.letter, new Date()).facts).toHaveLength(3);
});
