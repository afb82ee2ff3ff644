import { describe, expect, it } from "vitest";

import vectors from "../../../tests/vectors/alarms.json";
import type { Stack } from "../shared/stack";
import { emergencyNumbers, hasUrgentWords, isAboutViolence, isProtected } from "./alarms";
import type { Alarm } from "./api";

const alarm = (kind: Alarm["kind"], words = "", numbers: string[] = []): Alarm => ({
  kind,
  words,
  numbers,
  basis: words ? "words" : "impression",
  label: { id: kind, en: kind },
});

it("urgent words are heard in pasted letters too", () => {
  expect(hasUrgentWords("𝐤𝐞𝐛𝐚𝐤𝐚𝐫𝐚𝐧 di pasar")).toBe(true);
  expect(hasUrgentWords("tidak\u00a0sadar")).toBe(true);
});

describe("urgent words", () => {
  it.each(vectors)("are heard as the server hears them: $text", ({ text, urgent }) => expect(hasUrgentWords(text)).toBe(urgent));

  it.each([
    "Ada KEBAKARAN di belakang pasar",
    "tetangga saya pingsan dan tidak bangun",
    "anak hanyut di sungai",
    "istri teman saya kena KDRT",
    "There is a fire next door",
  ])("are found in: %s", (text) => expect(hasUrgentWords(text)).toBe(true));

  it.each([
    "Jalan berlubang sudah tiga bulan tidak diperbaiki",
    "KTP saya belum jadi",
    "Sampah menumpuk dan bau",
    "Please fix the fireplace of the park",
    "Terima kasih atas layanan yang cepat",
  ])("are not found in: %s", (text) => expect(hasUrgentWords(text)).toBe(false));
});

describe("whom to call", () => {
  const emergency = ["112", "119"].map((number) => ({ number, label: `Label ${number}` }));
  const stack = { emergency } as unknown as Stack;
  const violence = alarm("violence", "dipukul", ["112", "129"]);
  const numbers = (text: string, alarms: Alarm[], known: Stack | null): string[] => emergencyNumbers(text, alarms, known).map(({ number }) => number);

  it("is told for words that the phone knows, and without a stack by nobody", () => {
    expect(numbers("Ada kebakaran", [], stack)).toEqual(["112", "119"]);
    expect(numbers("Ada kebakaran", [], null)).toEqual([]);
    expect(numbers("Jalan rusak", [], stack)).toEqual([]);
  });

  it("begins with the numbers of the server's alarms, each once and with its label", () => {
    expect(numbers("Dia main tangan", [violence], stack)).toEqual(["112", "129", "119"]);
    expect(emergencyNumbers("", [violence], stack).map(({ label }) => label)).toEqual(["Label 112", "Nomor darurat", "Label 119"]);
    expect(numbers("Dia main tangan", [violence], null)).toEqual(["112", "129"]);
  });

  it("is nobody for money alone", () => {
    expect(numbers("Diminta uang", [alarm("extortion", "diminta uang")], stack)).toEqual([]);
  });
});

it.each([["danger", false], ["violence", true], ["extortion", true], ["corruption", true]] as const)("%s makes a report protected: %s", (kind, expected) => {
  expect(isProtected([alarm(kind)])).toBe(expected);
});

describe("a report about violence", () => {
  it.each(["Saya dipukul suami", "Ada KDRT di rumah sebelah", "anak itu dicabuli gurunya"])("is known by its words: %s", (text) => {
    expect(isAboutViolence(text, [])).toBe(true);
  });

  it.each(["Rumah kebakaran", "Pajak dipukul rata untuk semua", "Jalan berlubang"])("is not: %s", (text) => {
    expect(isAboutViolence(text, [])).toBe(false);
  });

  it("is known by the API's alarm alone", () => {
    const alarm = { kind: "violence", words: "", numbers: [], basis: "impression", label: { id: "", en: "" } } as const;
    expect(isAboutViolence("Dia pulang dan saya takut", [alarm])).toBe(true);
  });
});
