import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { Session } from "./api";
import { HELD_MS, heldCases, hold, sendAll, sendLeft, undo, type Answered } from "./held";

const SESSION = { key: "sesi_x", grant: { agency: { id: "64-diskominfo" } } } as unknown as Session;
const ASKED = { trackingId: "KI-1", version: 3, action: "disposition", body: { target: "64-pupr" } };
let sent: { path: string; headers: Record<string, string> }[] = [];
let kept: Record<string, string> = {};

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  kept = {};
  vi.stubGlobal("sessionStorage", { getItem: (name: string) => kept[name] ?? null, setItem: (name: string, value: string) => (kept[name] = value), removeItem: (name: string) => delete kept[name] });
  vi.stubGlobal("fetch", (path: string, { headers }: { headers: Record<string, string> }) => {
    sent.push({ path, headers });
    return Promise.resolve(new Response("{}", { status: 200, headers: { "Content-Type": "application/json" } }));
  });
});

afterEach(() => {
  while (undo() !== null);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("an act waits, then is sent once, on the version that was seen", async () => {
  const answers: Answered[] = [];
  hold(SESSION, ASKED, (answer) => answers.push(answer));
  expect([...heldCases()]).toEqual(["KI-1"]);
  await vi.advanceTimersByTimeAsync(HELD_MS - 1);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent.map(({ path, headers }) => [path, headers["If-Match"]])).toEqual([["/v1/agencies/64-diskominfo/complaints/KI-1/disposition", '"3"']]);
  expect(answers.map(({ ok }) => ok)).toEqual([true]);
  expect(kept).toEqual({});
});

it("what is taken back is never sent, the last one first", async () => {
  hold(SESSION, ASKED, () => undefined);
  hold(SESSION, { ...ASKED, trackingId: "KI-2" }, () => undefined);
  expect(undo()?.trackingId).toBe("KI-2");
  await vi.advanceTimersByTimeAsync(HELD_MS);
  expect(sent).toHaveLength(1);
  expect(undo()).toBeNull();
});

it("leaving the page sends what waits, and a tab that was killed sends it later with the same key", async () => {
  hold(SESSION, ASKED, () => undefined);
  sendAll(SESSION);
  const [first] = sent;
  expect((await sendLeft(SESSION)).map(({ ok }) => ok)).toEqual([true]);
  expect(sent.map(({ headers }) => headers["Idempotency-Key"])).toEqual([first!.headers["Idempotency-Key"], first!.headers["Idempotency-Key"]]);
  expect(await sendLeft(SESSION)).toEqual([]);
});
