import { expect, it } from "vitest";

import { emptyDraft, isEmptyDraft, loadDraft, saveDraft, toFiling } from "./draft";

const KEY = "00112233445566778899aabbccddeeff";
const NOW = new Date("2026-11-21T06:00:00Z");

it("what was left empty is not sent", () => {
  expect(toFiling({ ...emptyDraft(), text: "  Jalan rusak  ", place: " " }, KEY)).toEqual({
    receipt_key: KEY,
    type: "complaint",
    text: "Jalan rusak",
  });
});

it("the deepest region, the place and the reporter are sent in the shape the API knows", () => {
  const draft = {
    ...emptyDraft(),
    text: "Lampu jalan mati",
    category: { id: "lampu-jalan", name: { id: "Lampu jalan", en: "Street light" } },
    region: [
      { code: "64.08", name: "Kabupaten Kutai Timur" },
      { code: "64.08.01", name: "Muara Ancalong" },
    ],
    coordinates: { lat: 0.45, lon: 116.7, metres: 20 },
    incident_date: "2026-11-20",
    phone: "0812 0000 0000",
    secret: true,
  };
  expect(toFiling(draft, KEY)).toEqual({
    receipt_key: KEY,
    type: "complaint",
    text: "Lampu jalan mati",
    category: "lampu-jalan",
    region: "64.08.01",
    coordinates: { lat: 0.45, lon: 116.7 },
    incident_date: "2026-11-20",
    secret: true,
    reporter: { phone: "0812 0000 0000" },
  });
});

it("nothing of an anonymous reporter is sent, even if it was typed before", () => {
  const draft = { ...emptyDraft(), text: "Lampu jalan mati", name: "Pelapor", phone: "0812", email: "a@b.id", anonymous: true };
  expect(toFiling(draft, KEY)).toEqual({ receipt_key: KEY, type: "complaint", text: "Lampu jalan mati", anonymous: true });
});

it("a draft survives where there is no storage, and is forgotten after a month", () => {
  saveDraft({ ...emptyDraft(), text: "Air mati" }, NOW);
  expect(loadDraft(NOW).text).toBe("Air mati");
  expect(isEmptyDraft(loadDraft(new Date("2026-12-30T06:00:00Z")))).toBe(true);
});

it("a category is filed as the variant that was answered, or plain when nobody knew", () => {
  const category = { id: "jalan-rusak", name: { id: "Jalan rusak", en: "Damaged road" } };
  const answer = { id: "provinsi", name: { id: "Jalan provinsi", en: "Provincial road" } };
  const filed = (draft: object): unknown => toFiling({ ...emptyDraft(), text: "Jalan rusak", ...draft }, KEY).category;
  expect(filed({ category })).toBe("jalan-rusak");
  expect(filed({ category: { ...category, answer } })).toBe("jalan-rusak.provinsi");
});
