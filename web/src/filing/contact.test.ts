import { describe, expect, it } from "vitest";

import vectors from "../../../tests/vectors/contact.json";
import { contactHint, readEmail, readPhone } from "./contact";
import { emptyDraft } from "./draft";

interface Vector {
  readonly written: string;
  readonly value: string;
  readonly several?: boolean;
}

describe.each([
  ["a phone number", readPhone, vectors.phone],
  ["an e-mail address", readEmail, vectors.email],
])("%s", (_, read, { read: known, unread }) => {
  it.each(known as Vector[])("is read in $written", ({ written, value, several = false }) => {
    expect(read(written)).toEqual({ value, several });
  });

  it.each(unread)("is not guessed from %s", (written) => {
    expect(read(written).value).toBeNull();
  });
});

describe("the hint", () => {
  it("says what is kept, and nothing of what is not sent", () => {
    const draft = { ...emptyDraft(), phone: "0812 3456 789 / 0813 9876 543", email: "budi@contoh..id" };
    expect(contactHint(draft, "phone")).toContain("+628123456789");
    expect(contactHint(draft, "email")).toContain("tetap dapat dikirim");
    expect(contactHint({ ...draft, anonymous: true }, "email")).toBe("");
    expect(contactHint({ ...draft, email: "budi@contoh.id" }, "email")).toBe("");
  });
});
