import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { emptyDraft, unfinishedFiling, type Draft } from "./draft";
import { isWorthAsking, newCharacters, Suggestions } from "./suggestions";

const WORDS = "Jalan berlubang di depan pasar";
const ROAD = { id: "jalan-rusak", name: { id: "Jalan rusak", en: "Damaged road" } };
const SUGGESTION = {
  agency: { id: "64.08-pupr", name: "Dinas PUPR" },
  sure: true,
  reasons: [],
  categories: [
    { category: ROAD, confidence: 0.8 },
    { category: { ...ROAD, id: "pasar" }, confidence: 0.05 },
  ],
  alarms: [],
};

describe("the request about an unfinished report", () => {
  it("names no reporter, and a category as it will be filed", () => {
    const category = { ...ROAD, answer: { id: "provinsi", name: ROAD.name } };
    const draft = { ...emptyDraft(), text: ` ${WORDS} `, category, name: "Warga", phone: "0812", email: "a@b.id" };
    expect(unfinishedFiling(draft)).toEqual({ text: WORDS, category: "jalan-rusak.provinsi" });
    expect(unfinishedFiling({ ...emptyDraft(), text: "Ja" })).toBeNull();
    expect(unfinishedFiling({ ...emptyDraft(), text: "a".repeat(10_001) })).toBeNull();
  });

  it("is new after twenty characters, wherever they stand, or after another choice", () => {
    expect(newCharacters("Jalan rusak", "Jalan sangat rusak")).toBe(7);
    expect(newCharacters("Jalan rusak", "")).toBe(11);
    expect(isWorthAsking(null, { text: "Jalan berlubang" })).toBe(false);
    expect(isWorthAsking(null, { text: WORDS })).toBe(true);
    expect(isWorthAsking({ text: WORDS }, { text: `${WORDS}, dekat jembatan` })).toBe(false);
    expect(isWorthAsking({ text: WORDS }, { text: WORDS, place: "Depan pasar induk lama" })).toBe(true);
    expect(isWorthAsking({ text: WORDS }, { text: WORDS, region: "64.08" })).toBe(true);
  });
});

describe("suggestions", () => {
  let draft: Draft;
  let suggestions: Suggestions;
  let answers: { readonly signal: AbortSignal; readonly body: unknown; answer: (status: number, body: unknown) => Promise<void> }[];
  const navigator = { onLine: true };

  beforeEach(() => {
    vi.useFakeTimers();
    navigator.onLine = true;
    answers = [];
    vi.stubGlobal("navigator", navigator);
    vi.stubGlobal("fetch", (_: string, { signal, body }: { signal: AbortSignal; body: string }) =>
      new Promise((done, fail) => {
        signal.addEventListener("abort", () => fail(new Error("aborted")));
        const answer = async (status: number, content: unknown): Promise<void> => {
          const type = status < 400 ? "application/json" : "application/problem+json";
          done(new Response(JSON.stringify(content), { status, headers: { "Content-Type": type } }));
          await vi.advanceTimersByTimeAsync(0);
        };
        answers.push({ signal, body: JSON.parse(body), answer });
      }),
    );
    draft = emptyDraft();
    suggestions = new Suggestions(draft, () => undefined);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function write(change: Partial<Draft>, pause = 800): Promise<void> {
    Object.assign(draft, change);
    suggestions.askSoon();
    await vi.advanceTimersByTimeAsync(pause);
  }

  it("wait for a pause in writing", async () => {
    await write({ text: WORDS }, 700);
    await write({ text: `${WORDS} sudah` }, 700);
    expect(answers).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(answers.map(({ body }) => body)).toEqual([{ text: `${WORDS} sudah` }]);
  });

  it("name likely categories and the office, which is forgotten once something else is chosen", async () => {
    await write({ text: WORDS });
    await answers[0]!.answer(200, SUGGESTION);
    expect([suggestions.categories, suggestions.agency]).toEqual([[ROAD], "Dinas PUPR"]);
    await write({ category: ROAD }, 0);
    expect(suggestions.agency).toBeNull();
    await vi.advanceTimersByTimeAsync(800);
    await answers[1]!.answer(200, { ...SUGGESTION, agency: { id: "64-pupr", name: "Dinas provinsi" }, categories: [] });
    expect([suggestions.categories, suggestions.agency]).toEqual([[ROAD], "Dinas provinsi"]);
  });

  it("name no office that is not sure", async () => {
    await write({ text: WORDS });
    await answers[0]!.answer(200, { ...SUGGESTION, sure: false });
    expect(suggestions.agency).toBeNull();
  });

  it("are on their way once at a time, and an outdated question is called off", async () => {
    await write({ text: WORDS });
    await write({ text: "Lampu lalu lintas mati di simpang tiga" });
    expect(answers.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    await write({ text: "" });
    expect(answers.map(({ signal }) => signal.aborted)).toEqual([true, true]);
  });

  it("go when the words go", async () => {
    await write({ text: WORDS });
    await answers[0]!.answer(200, { ...SUGGESTION, alarms: [{ kind: "danger", words: "api", numbers: ["112"] }] });
    await write({ text: "" });
    expect([suggestions.categories, suggestions.alarms, suggestions.agency]).toEqual([[], [], null]);
  });

  it("are not asked for without a connection, and are once it is back", async () => {
    navigator.onLine = false;
    await write({ text: WORDS });
    expect(answers).toHaveLength(0);
    navigator.onLine = true;
    await write({ text: `${WORDS}.` });
    expect(answers).toHaveLength(1);
  });

  it("are not asked for again until there is something new when an answer failed", async () => {
    await write({ text: WORDS });
    await answers[0]!.answer(503, { status: 503 });
    await write({ text: `${WORDS}.` });
    expect(answers).toHaveLength(1);
    await write({ text: `${WORDS}, sudah tiga minggu lamanya` });
    expect(answers).toHaveLength(2);
  });

  it("are never asked for again once there were too many", async () => {
    await write({ text: WORDS });
    await answers[0]!.answer(429, { status: 429, code: "too_many_requests" });
    await write({ text: "Lampu lalu lintas mati di simpang tiga", region: [{ code: "64.08", name: "" }] });
    expect(answers).toHaveLength(1);
  });
});
