import { describe, expect, it } from "vitest";

import { blankAfter, filledIn } from "./templates";

const FACTS = { nomor: "KI-7F3K-9Q2M-XA0B-C", instansi: "Dinas PUPR", kategori: "Jalan rusak", day: "2026-12-01" };

describe("a template", () => {
  it("is filled from the case, and what nobody fills stays", () => {
    expect(filledIn("{instansi}, {tanggal}: {kategori} {nomor} {lain} [[apa]]", FACTS)).toBe("Dinas PUPR, Selasa, 1 Desember 2026: Jalan rusak KI-7F3K-9Q2M-XA0B-C {lain} [[apa]]");
  });

  it("has blanks that are found one after the other", () => {
    const text = "Kami [[apa]] di [[tempat]].";
    const first = blankAfter(text, 0);
    expect(first).toEqual({ start: 5, end: 12, name: "apa" });
    expect(blankAfter(text, first!.end)?.name).toBe("tempat");
    expect(blankAfter(text, 26)).toBeNull();
    expect(blankAfter("[satu] [[dua\n]]", 0)).toBeNull();
  });
});
