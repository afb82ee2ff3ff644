import { expect, it } from "vitest";

import { idempotencyKeys } from "./idempotency_key";

it("an idempotency key stays while the same request is sent and changes with it", () => {
  let made = 0;
  const keyOf = idempotencyKeys(() => `key ${(made += 1)}`);
  expect(keyOf({ stars: 4, text: "" })).toBe("key 1");
  expect(keyOf({ stars: 4, text: "" })).toBe("key 1");
  expect(keyOf({ stars: 5, text: "" })).toBe("key 2");
  expect(keyOf({ stars: 4, text: "" })).toBe("key 3");
});
