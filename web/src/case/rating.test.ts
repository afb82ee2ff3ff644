import { describe, expect, it } from "vitest";

import { addWords } from "../i18n/language";
import { TRACKING_WORDS } from "../i18n/tracking_words";
import { canRate, ratingText } from "./rating";

addWords(TRACKING_WORDS);

it("work can be rated once there is an answer or an end", () => {
  const statuses = ["received", "triage", "routed", "accepted", "in_progress", "postponed", "responded", "closed", "reopened", "archived", "referred"];
  expect(statuses.filter((status) => canRate({ status }))).toEqual(["responded", "closed"]);
});

describe("an earlier rating", () => {
  it("is told in words and as a number", () => {
    expect(ratingText(1)).toBe("Terima kasih. Penilaian Anda: Sangat kurang (1 dari 5).");
    expect(ratingText(5)).toBe("Terima kasih. Penilaian Anda: Sangat baik (5 dari 5).");
  });

  it("is not invented", () => {
    expect([null, 0, 6].map(ratingText)).toEqual([null, null, null]);
  });
});
