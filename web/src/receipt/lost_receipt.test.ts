import { expect, it } from "vitest";

import { contactLabel } from "./lost_receipt";

it.each([
  [["mail", "sms"], "lostContact"],
  [["mail"], "lostMail"],
  [[], null],
  [["sms"], null],
] as const)("where codes go out by %j the field is called %s", (channels, label) => {
  expect(contactLabel(channels)).toBe(label);
});
