import { expect, it } from "vitest";

import { isUsable } from "./upload";

it("an invitation is used again until its last minute", () => {
  const invitation = { attachment_id: "A", expires_at: "2026-11-21T06:15:00Z", upload: { url: "", fields: {} } };
  expect(isUsable(null, 0)).toBe(false);
  expect(isUsable(invitation, Date.parse("2026-11-21T06:13:59Z"))).toBe(true);
  expect(isUsable(invitation, Date.parse("2026-11-21T06:14:00Z"))).toBe(false);
});
