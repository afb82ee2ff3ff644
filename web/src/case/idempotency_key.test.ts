import { expect, it } from "vitest";

import { idempotencyKeys } from "./idempotency_key";

let made = 0;
const newKey = (): string => `key ${(made += 1)}`;

it("an idempotency key stays while the same request is sent and changes with it", () => {
  made = 0;
  const keys = idempotencyKeys("rating KI-1", newKey);
  expect(keys.of({ stars: 4, text: "" })).toBe("key 1");
  expect(keys.of({ stars: 4, text: "" })).toBe("key 1");
  expect(keys.of({ stars: 5, text: "" })).toBe("key 2");
  expect(keys.of({ stars: 4, text: "" })).toBe("key 3");
});

it("a form that is drawn anew repeats the request under its key, another act and another case do not", () => {
  made = 0;
  expect(idempotencyKeys("reply KI-2", newKey).of("Belum.")).toBe("key 1");
  expect(idempotencyKeys("reply KI-2", newKey).of("Belum.")).toBe("key 1");
  expect(idempotencyKeys("appeal KI-2", newKey).of("Belum.")).toBe("key 2");
  expect(idempotencyKeys("reply KI-3", newKey).of("Belum.")).toBe("key 3");
});

it("the same words after an answer are another request", () => {
  made = 0;
  const keys = idempotencyKeys("reply KI-4", newKey);
  keys.of("Belum.");
  keys.forget();
  expect(keys.of("Belum.")).toBe("key 2");
});
