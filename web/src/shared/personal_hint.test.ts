import { describe, expect, it } from "vitest";

import { namesIn, tellsOfHealth } from "./personal_hint";

describe("names in words", () => {
  it.each([
    ["Pak Budi Santoso tidak ada di tempat", ["Budi Santoso"]],
    ["nama saya Siti, tetangga Bu Rahma", ["Siti", "Rahma"]],
    ["Sdr. Joko dan bapak Joko", ["Joko"]],
  ])("are those behind a word of address: %s", (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });

  it.each(["Pak RT dan Pak Lurah", "Ibu Kota Nusantara", "jalan Budi Utomo rusak", "pak camat tidak datang", "Lampu mati di Klandasan"])(
    "are none in: %s",
    (text) => {
      expect(namesIn(text)).toEqual([]);
    },
  );
});

describe("health", () => {
  it("is told of only beside a name", () => {
    expect(tellsOfHealth("Bu Rahma sedang hamil dan tidak dilayani")).toBe(true);
    expect(tellsOfHealth("Ibu hamil tidak dilayani di puskesmas")).toBe(false);
  });
});
