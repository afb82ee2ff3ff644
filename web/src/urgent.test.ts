import { describe, expect, it } from "vitest";

import { soundsUrgent } from "./urgent";

describe("urgent words", () => {
  it.each([
    "Ada KEBAKARAN di belakang pasar",
    "tetangga saya pingsan dan tidak bangun",
    "anak hanyut di sungai",
    "istri teman saya kena KDRT",
    "There is a fire next door",
  ])("are heard in: %s", (text) => expect(soundsUrgent(text)).toBe(true));

  it.each([
    "Jalan berlubang sudah tiga bulan tidak diperbaiki",
    "KTP saya belum jadi",
    "Sampah menumpuk dan bau",
    "Please fix the fireplace of the park",
    "Terima kasih atas layanan yang cepat",
  ])("are not heard in: %s", (text) => expect(soundsUrgent(text)).toBe(false));
});
