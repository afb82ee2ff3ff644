import { describe, expect, it } from "vitest";

import vectors from "../../../tests/vectors/receipts.json";
import { checkCharacter, deriveReceipt, faultIn, newKey, readSecret, readTrackingId } from "./receipt";

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

  it("comes from a key of 128 random bits", () => {
    expect(newKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(newKey()).not.toBe(newKey());
  });
});

describe("a typed number", () => {
  it.each(vectors.typed)("$input is read as $canonical", ({ input, canonical }) => {
    expect(readTrackingId(input)).toBe(canonical);
  });

  it("may hold the long dash that a phone keyboard makes", () => {
    expect(readTrackingId("KI–N4MY—SXYG\u00a0J405-c")).toBe("KI-N4MY-SXYG-J405-C");
  });

  it("says what is wrong with it", () => {
    expect(faultIn(" - ")).toBe("empty");
    expect(faultIn("KI-N4MY-SXYG-J405")).toBe("length");
    expect(faultIn("7I-N4MY-SXYG-J405-C")).toBe("prefix");
    expect(faultIn("KI-U4MY-SXYG-J405-C")).toBe("character");
    expect(faultIn("KI-N4MY-SXYG-J406-C")).toBe("check");
    expect(faultIn("KI-N4MY-SXYG-J405-C")).toBeNull();
  });

  it("with any one character changed is refused", () => {
    const good = "KIN4MYSXYGJ405C";
    for (let at = 2; at < good.length; at += 1) {
      for (const other of "0123456789ABCDEFGHJKMNPQRSTVWXYZ") {
        if (other !== good[at]) expect(readTrackingId(good.slice(0, at) + other + good.slice(at + 1))).toBeNull();
      }
    }
  });
});

it("a typed secret is read like the number, without a check character", () => {
  expect(readSecret("dhky 91k9 38ya qfwv ssk7")).toBe("DHKY-91K9-38YA-QFWV-SSK7");
  expect(readSecret("DHKY-9lK9-38YA-QFWV-SSK7")).toBe("DHKY-91K9-38YA-QFWV-SSK7");
  expect(readSecret("DHKY-91K9-38YA-QFWV")).toBeNull();
});

it("the check character follows ISO 7064's own example", () => {
  expect(checkCharacter("A12425GABC1234002")).toBe("M");
});
