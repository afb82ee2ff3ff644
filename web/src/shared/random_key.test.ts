import { expect, it } from "vitest";

import { newRandomKey } from "./random_key";

it("a key holds 128 random bits", () => {
  expect(newRandomKey()).toMatch(/^[0-9a-f]{32}$/);
  expect(newRandomKey()).not.toBe(newRandomKey());
});
