import { expect, it } from "vitest";

import { isOnlyAbout, receivedReceipt } from "./delivery";
import { identityWords } from "./saved_receipts";

it("a refusal of nothing but the report to follow does not stop a filing", () => {
  const problem = { status: 400, code: "invalid_input", title: "" };
  const about = (...fields: string[]) => ({ ...problem, errors: fields.map((field) => ({ field, code: "", detail: "" })) });
  expect(isOnlyAbout("/follows", about("/follows"))).toBe(true);
  expect(isOnlyAbout("/follows", about("/follows", "/text"))).toBe(false);
  expect(isOnlyAbout("/follows", about())).toBe(false);
  expect(isOnlyAbout("/follows", problem)).toBe(false);
});

it.each([
  [true, "identityStored"],
  [false, "identityNotStored"],
] as const)("the receipt says of a name or a contact what the server says: %s", (identity_stored, words) => {
  const filed = { tracking_id: "KI-7F3K-9Q2M-XA0B-C", secret: "AAAA", status: "received", filed_at: "2026-11-23T02:00:00.000Z", hints: [], identity_stored };
  const receipt = receivedReceipt(filed, { excerpt: "Jalan" });
  expect(receipt).toMatchObject({ trackingId: filed.tracking_id, at: filed.filed_at, excerpt: "Jalan", state: "received" });
  expect(identityWords(receipt)).toEqual([words]);
  expect(identityWords(receipt, true)).toEqual(["identityNotStored"]);
  // A receipt from before the server said so promises nothing.
  const { identityStored: _, ...earlier } = receipt;
  expect(identityWords(earlier)).toEqual([]);
});
