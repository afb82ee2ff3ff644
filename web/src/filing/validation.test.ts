import { describe, expect, it } from "vitest";

import { emptyDraft } from "./draft";
import { fieldProblems, validateDraft } from "./validation";

const TODAY = "2026-11-21";
const fields = (problems: { field: string | null }[]): (string | null)[] => problems.map(({ field }) => field);

describe("a draft", () => {
  it("needs nothing but a few words", () => {
    expect(validateDraft({ ...emptyDraft(), text: "Air mati" }, TODAY, false)).toEqual([]);
    expect(fields(validateDraft({ ...emptyDraft(), text: "  ai  " }, TODAY, false))).toEqual(["text"]);
  });

  it("counts characters as people do, not as UTF-16 does", () => {
    expect(validateDraft({ ...emptyDraft(), text: "💡".repeat(10_000) }, TODAY, false)).toEqual([]);
    expect(fields(validateDraft({ ...emptyDraft(), text: "a".repeat(10_001) }, TODAY, false))).toEqual(["text"]);
  });

  it("may name today but not tomorrow", () => {
    const draft = { ...emptyDraft(), text: "Air mati", incident_date: TODAY };
    expect(validateDraft(draft, TODAY, false)).toEqual([]);
    expect(fields(validateDraft({ ...draft, incident_date: "2026-11-22" }, TODAY, false))).toEqual(["incident_date"]);
  });

  it("is sent whatever its phone and e-mail look like", () => {
    const draft = { ...emptyDraft(), text: "Air mati", phone: "nol delapan", email: "warga" };
    expect(validateDraft(draft, TODAY, false)).toEqual([]);
  });

  it("marks the character that no text may have, in the text and the place", () => {
    const draft = { ...emptyDraft(), text: "  Air \u202emati", place: "Pasar\u0007" };
    expect(validateDraft(draft, TODAY, false).map(({ field, position }) => [field, position])).toEqual([["text", 4], ["place", 5]]);
  });
});

describe("a problem document", () => {
  const problem = { status: 400, code: "invalid-input", title: "Ada isian yang keliru" };

  it("leads to the fields it names, wherever in the form they stand", () => {
    const errors = [
      { field: "/coordinates/lat", code: "at_sea", detail: "Titik ini di laut." },
      { field: "/text", code: "too_short", detail: "Terlalu pendek." },
      { field: "/receipt_key", code: "shape", detail: "Kunci keliru." },
    ];
    expect(fieldProblems({ ...problem, errors })).toEqual([
      { step: "place", field: "coordinates", words: "Titik ini di laut." },
      { step: "words", field: "text", words: "Terlalu pendek." },
      { step: "check", field: null, words: "Kunci keliru." },
    ]);
  });

  it("without fields stands for the whole form", () => {
    expect(fieldProblems({ ...problem, detail: "Nomor ini sudah dipakai." })).toEqual([
      { step: "check", field: null, words: "Nomor ini sudah dipakai." },
    ]);
  });
});
