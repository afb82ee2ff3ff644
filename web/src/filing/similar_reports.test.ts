import { describe, expect, it } from "vitest";

import { emptyDraft, toFiling } from "./draft";
import { isOnlyAbout } from "../receipt/delivery";
import { questionOf } from "./similar_reports";

const REGION = [{ code: "64.08", name: "Kabupaten Kutai Timur" }];
const WORDS = "Jalan berlubang";

describe("what others reported", () => {
  it("is asked about once there are words and a place", () => {
    expect(questionOf({ ...emptyDraft(), text: WORDS })).toBeNull();
    expect(questionOf({ ...emptyDraft(), text: " Ja ", region: REGION })).toBeNull();
    expect(questionOf({ ...emptyDraft(), text: WORDS, region: REGION })).toEqual({ text: WORDS, region: "64.08" });
  });

  it("is asked without name, number or address", () => {
    const coordinates = { lat: 0.5, lon: 117.5, metres: 20 };
    const asked = questionOf({ ...emptyDraft(), text: WORDS, coordinates, place: " Pasar ", name: "Warga", phone: "0812", email: "a@b.id" });
    expect(asked).toEqual({ text: WORDS, place: "Pasar", coordinates: { lat: 0.5, lon: 117.5 } });
  });

  it("can be followed, which is filed", () => {
    const draft = { ...emptyDraft(), text: WORDS, follows: "KI-N4MY-SXYG-J405-C" };
    expect(toFiling(draft, "00").follows).toBe("KI-N4MY-SXYG-J405-C");
    expect("follows" in toFiling(emptyDraft(), "00")).toBe(false);
  });
});

it("a refusal of nothing but the report to follow does not stop a filing", () => {
  const problem = { status: 400, code: "invalid_input", title: "" };
  const about = (...fields: string[]) => ({ ...problem, errors: fields.map((field) => ({ field, code: "", detail: "" })) });
  expect(isOnlyAbout("/follows", about("/follows"))).toBe(true);
  expect(isOnlyAbout("/follows", about("/follows", "/text"))).toBe(false);
  expect(isOnlyAbout("/follows", about())).toBe(false);
  expect(isOnlyAbout("/follows", problem)).toBe(false);
});
