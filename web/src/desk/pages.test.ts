import { expect, it } from "vitest";

import { pagesOf } from "./pages";

const ids = (role: string): string[] => pagesOf(role).map(({ id }) => id);

it("each role has its own pages, and opens at the one with its work", () => {
  expect(ids("officer")).toEqual(["antrean", "catat", "kabar"]);
  expect(ids("approver")).toEqual(["persetujuan", "antrean", "kabar"]);
  expect(ids("liaison")).toEqual(["antrean", "catat", "instansi", "templat", "keadaan", "kabar"]);
  expect(ids("coordinator")).toEqual(["koordinator", "catat", "pengawasan", "ringkasan", "instansi", "templat", "keadaan", "kabar"]);
  expect(ids("region_head")).toEqual(["ringkasan", "kabar"]);
  expect(ids("auditor")).toEqual(["pengawasan", "catatan-akses"]);
});

it.each(["overseer_kemenpanrb", "overseer_ksp", "overseer_ombudsman", "overseer"])("%s oversees and does nothing else", (role) => {
  expect(ids(role)).toEqual(["pengawasan"]);
  expect(pagesOf(role, true).map(({ id }) => id)).toEqual(["wilayah", "pengawasan"]);
});

it("nobody else has the page over all stacks, at the centre either", () => {
  for (const role of ["officer", "coordinator", "auditor", "region_head"]) expect(pagesOf(role, true)).toEqual(pagesOf(role, false));
});
