import { describe, expect, it } from "vitest";

import vectors from "../../../tests/vectors/receipts.json";
import { deriveReceipt } from "./receipt";

describe("the receipt", () => {
  it.each(vectors.receipts)("of $key under $prefix is $tracking_id", async (vector) => {
    expect(await deriveReceipt(vector.key, vector.prefix)).toEqual({
      trackingId: vector.tracking_id,
      secret: vector.secret,
    });
  });

  it("is tried against keys that need more than the first counter", () => {
    expect(Math.max(...vectors.receipts.map((vector) => vector.counter))).toBeGreaterThan(1);
  });
});
