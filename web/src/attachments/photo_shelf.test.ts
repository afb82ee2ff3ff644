import { expect, it } from "vitest";

import { readFile } from "../testing/source_modules";
import { DRAFT_OWNER, photoName, SHARE_PATH } from "./photo_shelf";

it("the address that the worker answers is the one that the manifest names", () => {
  expect(readFile("../laporctl/offline.py")).toContain(`"action": "${SHARE_PATH}"`);
});

it("a photo is found by whose it is, and no owner is another's beginning", () => {
  expect(photoName("KI-1", "2-0").startsWith(photoName("KI-1", ""))).toBe(true);
  expect(photoName("KI-12", "2-0").startsWith(photoName("KI-1", ""))).toBe(false);
  expect(photoName(DRAFT_OWNER, "2-0")).toBe("/bagikan/draft/2-0");
});
