import { describe, expect, it } from "vitest";

import vectors from "../../../tests/vectors/receipts.json";
import { checkCharacter, findTypingFault, formerNumber, parseSecret, parseTrackingId } from "./tracking_id";

describe("a typed number", () => {
  it.each(vectors.typed)("$input is read as $canonical", ({ input, canonical }) => {
    expect(parseTrackingId(input)).toBe(canonical);
  });

  it("may hold the long dash that a phone keyboard makes", () => {
    expect(parseTrackingId("KI–N4MY—SXYG\u00a0J405-c")).toBe("KI-N4MY-SXYG-J405-C");
  });

  it("says what is wrong with it", () => {
    expect(findTypingFault(" - ")).toBe("empty");
    expect(findTypingFault("KI-N4MY-SXYG-J405")).toBe("length");
    expect(findTypingFault("7I-N4MY-SXYG-J405-C")).toBe("prefix");
    expect(findTypingFault("KI-U4MY-SXYG-J405-C")).toBe("character");
    expect(findTypingFault("KI-N4MY-SXYG-J406-C")).toBe("check");
    expect(findTypingFault("KI-N4MY-SXYG-J405-C")).toBeNull();
  });

  it("with any one character changed is refused", () => {
    const good = "KIN4MYSXYGJ405C";
    for (let at = 2; at < good.length; at += 1) {
      for (const other of "0123456789ABCDEFGHJKMNPQRSTVWXYZ") {
        if (other !== good[at]) expect(parseTrackingId(good.slice(0, at) + other + good.slice(at + 1))).toBeNull();
      }
    }
  });
});

it("a typed secret is read like the number, without a check character", () => {
  expect(parseSecret("dhky 91k9 38ya qfwv ssk7")).toBe("DHKY-91K9-38YA-QFWV-SSK7");
  expect(parseSecret("DHKY-9lK9-38YA-QFWV-SSK7")).toBe("DHKY-91K9-38YA-QFWV-SSK7");
  expect(parseSecret("DHKY-91K9-38YA-QFWV")).toBeNull();
});

it("the check character follows ISO 7064's own example", () => {
  expect(checkCharacter("A12425GABC1234002")).toBe("M");
});

describe("a number of an earlier system", () => {
  it("is read without what people write between its parts", () => {
    expect(formerNumber("tkt/2021-000 42", "KI")).toBe("TKT202100042");
  });

  it.each(["KI-N4MY-SXYG-J405", "tkt", "12", "9".repeat(41)])("is not %s", (typed) => {
    expect(formerNumber(typed, "KI")).toBeNull();
  });
});
