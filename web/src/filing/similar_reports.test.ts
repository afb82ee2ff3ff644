import { describe, expect, it } from "vitest";

import { emptyDraft, toFiling } from "./draft";
import { similarRequest } from "./similar_reports";

const REGION = [{ code: "64.08", name: "Kabupaten Kutai Timur" }];
const WORDS = "Jalan berlubang";

describe("similar reports", () => {
  it("are asked for once there are words and a place", () => {
    expect(similarRequest({ ...emptyDraft(), text: WORDS })).toBeNull();
    expect(similarRequest({ ...emptyDraft(), text: " Ja ", region: REGION })).toBeNull();
    expect(similarRequest({ ...emptyDraft(), text: WORDS, region: REGION })).toEqual({ text: WORDS, region: "64.08" });
  });

  it("are asked for without the reporter's name, number or address", () => {
    const coordinates = { lat: 0.5, lon: 117.5, metres: 20 };
    const request = similarRequest({ ...emptyDraft(), text: WORDS, coordinates, place: " Pasar ", name: "Warga", phone: "0812", email: "a@b.id" });
    expect(request).toEqual({ text: WORDS, place: "Pasar", coordinates: { lat: 0.5, lon: 117.5 } });
  });

  it("can be followed, which is filed", () => {
    const draft = { ...emptyDraft(), text: WORDS, follows: "KI-N4MY-SXYG-J405-C" };
    expect(toFiling(draft, "00").follows).toBe("KI-N4MY-SXYG-J405-C");
    expect("follows" in toFiling(emptyDraft(), "00")).toBe(false);
  });
});
