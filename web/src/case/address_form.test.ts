import { expect, it } from "vitest";

import { needsAddress } from "./address_form";

it.each([
  ["bounced", true],
  ["refused", true],
  ["complained", true],
  ["asked", false],
  [null, false],
] as const)("mails that stopped because %s need another address: %s", (stopped, needed) => {
  expect(needsAddress({ notices: { stopped } })).toBe(needed);
});

it("the public is asked for no address", () => {
  expect(needsAddress({})).toBe(false);
});
