import { describe, expect, it } from "vitest";

import { NO_ADVICE, partsToPropose, typeToPropose, type Advice } from "./advice";
import { emptyDraft, nextDraft, splitDraft, toFiling } from "./draft";

const TEXT = "Jalan rusak. Selain itu, KTP belum jadi.";
const category = { id: "ktp", name: { id: "KTP", en: "Identity card" } };
const PARTS: Advice = {
  ...NO_ADVICE,
  parts: [
    { text: "Jalan rusak.", category },
    { text: "KTP belum jadi.", category },
  ],
};

describe("a type", () => {
  const question: Advice = { ...NO_ADVICE, proposed_type: "information_request" };

  it("is proposed to somebody who chose none, and never set", () => {
    const draft = emptyDraft();
    expect(typeToPropose(draft, question)).toBe("information_request");
    expect(draft.type).toBe("complaint");
    expect(typeToPropose({ ...draft, type: "praise" }, question)).toBeNull();
    expect(typeToPropose(draft, { ...NO_ADVICE, proposed_type: "praise" })).toBe("praise");
    expect(typeToPropose(draft, NO_ADVICE)).toBeNull();
  });
});

describe("several matters", () => {
  it("are proposed for the text that was asked about, so that nothing written since is lost", () => {
    expect(partsToPropose({ ...emptyDraft(), text: ` ${TEXT} ` }, PARTS, TEXT)).toEqual(["Jalan rusak.", "KTP belum jadi."]);
    expect(partsToPropose({ ...emptyDraft(), text: `${TEXT} Dan lampu mati.` }, PARTS, TEXT)).toEqual([]);
    expect(partsToPropose({ ...emptyDraft(), text: TEXT }, NO_ADVICE, TEXT)).toEqual([]);
  });

  it("are filed one by one, by the same reporter at the same place", () => {
    const draft = { ...emptyDraft(), text: TEXT, category, place: "Pasar", name: "Warga", follows: "KI-1" };
    const first = splitDraft(draft, ["Jalan rusak.", "KTP belum jadi.", "Lampu mati."]);
    expect(toFiling(first, "00")).toMatchObject({ text: "Jalan rusak.", place: "Pasar", reporter: { name: "Warga" } });
    expect("category" in toFiling(first, "00")).toBe(false);
    const second = nextDraft(first)!;
    expect([second.text, second.later, second.place, second.name, second.follows]).toEqual(["KTP belum jadi.", ["Lampu mati."], "Pasar", "Warga", null]);
    expect(nextDraft(nextDraft(second)!)).toBeNull();
  });
});
