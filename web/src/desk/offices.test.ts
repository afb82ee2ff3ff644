import { expect, it } from "vitest";

import { officeIn, regionsAround } from "./offices";

it("an office is picked by its name or typed by its id", () => {
  expect(["Dinas PUPR Kutai Timur (64.08-pupr)", " 64.08.01.2001-desa ", "RT 3 (Sungai Keledang) (64.72.01.1001-rt-3)"].map(officeIn)).toEqual(["64.08-pupr", "64.08.01.2001-desa", "64.72.01.1001-rt-3"]);
});

it("offices are offered from the nearest region to the province", () => {
  expect(regionsAround("64.08.01.2001", "64")).toEqual(["64.08.01.2001", "64.08.01", "64.08", "64"]);
  expect(regionsAround("64.08", "64")).toEqual(["64.08", "64"]);
  expect(regionsAround("64", "64")).toEqual(["64"]);
  expect(regionsAround(null, "64")).toEqual(["64"]);
});
