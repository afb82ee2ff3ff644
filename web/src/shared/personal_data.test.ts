import { describe, expect, it } from "vitest";

import vectors from "../../../tests/vectors/personal_data.json";
import { findPersonalData, maskPersonalData } from "./personal_data";

const KEPT = "Lampu jalan di depan pasar mati sejak tiga minggu.";

describe("personal data in words", () => {
  it.each(vectors.hidden)("is found in $text", ({ text, kinds, masked }) => {
    expect(findPersonalData(text).map(({ kind }) => kind)).toEqual(kinds);
    expect(maskPersonalData(text, "id")).toBe(masked);
  });

  it.each(vectors.kept)("is not %s", (text) => {
    expect(findPersonalData(text)).toEqual([]);
  });

  it.each(vectors.hidden)("once masked is none any more: $text", ({ masked }) => {
    expect(findPersonalData(masked)).toEqual([]);
    expect(maskPersonalData(`${KEPT}\n${masked}`, "id")).toBe(`${KEPT}\n${masked}`);
  });

  it("is masked in English too", () => {
    expect(maskPersonalData("WA 081234567890 ya", "en")).toBe("WA [phone number hidden] ya");
  });

  it("is found behind characters of two code units", () => {
    expect(maskPersonalData("😀😀 HP 𝟎𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗 😀", "id")).toBe("😀😀 HP [nomor telepon disembunyikan] 😀");
  });
});
