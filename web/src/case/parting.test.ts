import { describe, expect, it } from "vitest";
import { canPart } from "./parting";

const followed = { tracking_id: "KI-7F3K-9Q2M-XA0B-C", status_label: { id: "Diterima", en: "Received" } };

describe("telling two reports apart", () => {
  it("is offered for a report that follows another one, and for no other", () => {
    expect(canPart({ status: "archived", followed })).toBe(true);
    expect(canPart({ status: "archived" })).toBe(false);
    expect(canPart({ status: "closed" })).toBe(false);
  });
});
