import { expect, it } from "vitest";

import { isOpen, isUnsettled } from "./case_status";

const STATUSES = ["received", "triage", "routed", "accepted", "in_progress", "postponed", "responded", "closed", "reopened", "archived", "referred"];

it("a case is open until it is answered, has ended or has gone to another stack", () => {
  expect(STATUSES.filter((status) => !isOpen(status))).toEqual(["responded", "closed", "archived", "referred"]);
});

it("an answered case takes photos and can be withdrawn, an ended one cannot", () => {
  expect(STATUSES.filter((status) => !isUnsettled(status))).toEqual(["closed", "archived", "referred"]);
});
