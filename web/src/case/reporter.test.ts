import { describe, expect, it } from "vitest";

import { addWords } from "../i18n/language";
import { canJudge, ratingWords } from "./rating";
import { takesPhotos } from "../attachments/photo_box";
import { repetitionKeys, wordsOf } from "./reporter_form";
import { canWithdraw, isErased } from "./withdraw";
import { TRACKING_WORDS } from "../i18n/tracking_words";

addWords(TRACKING_WORDS);

const STATUSES = ["received", "triage", "routed", "accepted", "in_progress", "postponed", "responded", "closed", "reopened", "archived", "referred"];

describe("what a reporter may do", () => {
  it("is to judge the work once there is an answer or an end", () => {
    expect(STATUSES.filter((status) => canJudge({ status }))).toEqual(["responded", "closed"]);
  });

  it("is to withdraw until the report has ended or gone elsewhere", () => {
    expect(STATUSES.filter((status) => !canWithdraw({ status }))).toEqual(["closed", "archived", "referred"]);
  });

  it("is to have the name erased once, which the timeline remembers", () => {
    const event = { seq: 1, kind: "filed", label: { id: "", en: "" }, at: "2026-11-21T06:05:00Z", actor: { role: "reporter" } };
    const erased = [event, { ...event, seq: 2, kind: "erased" }];
    expect(isErased({ timeline: [event], attachments: [] })).toBe(false);
    expect(isErased({ timeline: erased, attachments: [] })).toBe(true);
  });

  it("is to have it done again once there are new photos of one's own", () => {
    const event = { seq: 2, kind: "erased", label: { id: "", en: "" }, at: "2026-11-21T06:05:00Z", actor: { role: "reporter" } };
    const photo = (role: string) => ({ id: "", url: "", preview_url: "", at: "", by: { role }, private: false });
    expect(isErased({ timeline: [event], attachments: [photo("officer")] })).toBe(true);
    expect(isErased({ timeline: [event], attachments: [photo("reporter")] })).toBe(false);
  });

  it("is to add photos until the report has ended or gone elsewhere", () => {
    expect(STATUSES.filter((status) => !takesPhotos({ status }))).toEqual(["closed", "archived", "referred"]);
  });
});

describe("an earlier rating", () => {
  it("is told in words and as a number", () => {
    expect(ratingWords(1)).toBe("Terima kasih. Penilaian Anda: Sangat kurang (1 dari 5).");
    expect(ratingWords(5)).toBe("Terima kasih. Penilaian Anda: Sangat baik (5 dari 5).");
  });

  it("is not invented", () => {
    expect([null, 0, 6].map(ratingWords)).toEqual([null, null, null]);
  });
});

describe("the key of a repetition", () => {
  it("stays while the same is sent and changes with it", () => {
    let made = 0;
    const keyOf = repetitionKeys(() => `key ${(made += 1)}`);
    expect(keyOf({ stars: 4, text: "" })).toBe("key 1");
    expect(keyOf({ stars: 4, text: "" })).toBe("key 1");
    expect(keyOf({ stars: 5, text: "" })).toBe("key 2");
    expect(keyOf({ stars: 4, text: "" })).toBe("key 3");
  });
});

describe("a problem document", () => {
  it("speaks through its fields first, then its detail, then its title", () => {
    const problem = { status: 400, code: "invalid_input", title: "Bad Request" };
    expect(wordsOf(problem)).toBe("Bad Request");
    expect(wordsOf({ ...problem, detail: "Ada yang keliru." })).toBe("Ada yang keliru.");
    const errors = [{ field: "/text", code: "too_short", detail: "Tulis sesuatu." }];
    expect(wordsOf({ ...problem, detail: "Ada yang keliru.", errors })).toBe("Tulis sesuatu.");
  });
});
