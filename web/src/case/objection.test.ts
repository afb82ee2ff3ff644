import { describe, expect, it } from "vitest";
import { canObject } from "./objection";

const followed = { tracking_id: "KI-7F3K-9Q2M-XA0B-C", status_label: { id: "Diterima", en: "Received" } };

describe("an objection", () => {
  it("is offered for an archived report and for none that goes on in another one", () => {
    expect(canObject({ status: "archived" })).toBe(true);
    expect(canObject({ status: "archived", followed })).toBe(false);
    expect(canObject({ status: "closed" })).toBe(false);
  });
});
