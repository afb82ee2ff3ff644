import { expect, it } from "vitest";

import { toCsv } from "./csv";

it("a cell is quoted, and never a formula", () => {
  expect(toCsv([["Judul", "Hari"], ['Kata "kotor", katanya', "3"]])).toBe('\uFEFF"Judul","Hari"\r\n"Kata ""kotor"", katanya","3"\r\n');
  expect(["=1+1", "+62", "-2", "@x", "\tx"].map((each) => toCsv([[each]]))).toEqual(["'=1+1", "'+62", "'-2", "'@x", "'\tx"].map((each) => `\uFEFF"${each}"\r\n`));
});
