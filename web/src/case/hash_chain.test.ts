import { describe, expect, it } from "vitest";

import vectors from "../../../tests/vectors/histories.json";
import type { CaseEvent, ProofLink } from "../shared/case_api";
import { verifyCase, type CheckedCase } from "./hash_chain";

type Writable<T> = { -readonly [K in keyof T]: Writable<T[K]> };
interface History {
  shown: Writable<CheckedCase>;
  proof: Writable<ProofLink>[];
}

/** What the page gets of the case that was filed in this format. */
function history(format: 1 | 2 = 2): History {
  const { proof, ...shown } = structuredClone(vectors.histories[format - 1]!.view);
  return { shown: shown as unknown as Writable<CheckedCase>, proof: proof as unknown as Writable<ProofLink>[] };
}

const found = async ({ shown, proof }: History): Promise<number> => (await verifyCase(shown, proof)).broken;

describe("the history of a case", () => {
  it("is whole as it was written", async () => {
    const { shown, proof } = history();
    expect(await verifyCase(shown, proof)).toEqual({ broken: 0, earlier: false, unopened: 0 });
  });

  it("is whole, and told apart, from before flags and title were sealed", async () => {
    const { shown, proof } = history(1);
    expect(await verifyCase(shown, proof)).toEqual({ broken: 0, earlier: true, unopened: 0 });
  });

  it("is whole when an event is hidden on both sides", async () => {
    const { shown, proof } = history();
    proof[2] = { seq: 3, hash: proof[2]!.hash };
    shown.timeline.pop();
    expect(await found({ shown, proof })).toBe(0);
  });

  it("says how much is shown other than it was sealed", async () => {
    const { shown, proof } = history();
    const { parts } = proof[0]!;
    for (const part of ["text", "point"]) delete parts![part]!.salt;
    shown.text = "NIK saya ****************";
    shown.coordinates = { lat: 0.5, lon: 117.001 };
    expect(await verifyCase(shown, proof)).toEqual({ broken: 0, earlier: false, unopened: 2 });
  });

  const event = (seq: number, changed: Partial<CaseEvent>) => (h: History) => {
    h.shown.timeline[seq - 1] = { ...h.shown.timeline[seq - 1]!, ...changed } as Writable<CaseEvent>;
  };
  it.each<[string, number, (h: History) => unknown]>([
    ["a changed note", 3, event(3, { note: "Kami survei lusa." })],
    ["a changed kind", 2, event(2, { kind: "closed" })],
    ["a changed time", 1, event(1, { at: "2026-11-01T00:00:00.000Z" })],
    ["another role", 3, event(3, { actor: { role: "coordinator", agency: "64.08-pupr", name: "Dinas PU" } })],
    ["another office", 3, event(3, { actor: { role: "officer", agency: "64.08-dlh", name: "Dinas PU" } })],
    ["another name", 3, event(3, { actor: { role: "officer", agency: "64.08-pupr", name: "Dinas LH" } })],
    ["changed data", 2, event(2, { data: { to: "64.08-dlh", to_name: "Dinas PU", tier: "opd", status: "routed" } })],
    ["data more than sealed", 3, event(3, { data: { promised: "2027-01-01" } })],
    ["a missing event", 2, (h) => h.proof.splice(1, 1)],
    ["an event that is not shown", 2, (h) => h.shown.timeline.splice(1, 1)],
    ["an event shown without proof", 2, (h) => (h.proof[1] = { seq: 2, hash: h.proof[1]!.hash })],
    ["a proof that ends early", 3, (h) => h.proof.pop()],
    ["a replaced link", 2, (h) => (h.proof[0] = { seq: 1, hash: "1".repeat(64) })],
    ["another number", 1, (h) => (h.shown.tracking_id = "KI-0000-0000-0000-0")],
  ])("is found out in each format: %s", async (_name, at, change) => {
    for (const format of [1, 2] as const) {
      if (format === 1 && _name === "another name") continue;
      const altered = history(format);
      change(altered);
      expect(await found(altered)).toBeGreaterThan(0);
      expect(await found(altered)).toBeLessThanOrEqual(at);
    }
  });

  it.each<[string, (h: History) => unknown]>([
    ["type", (h) => (h.shown.type = "praise")],
    ["title", (h) => (h.shown.title = "Jalan mulus")],
    ["text", (h) => (h.shown.text = "Jalan mulus.")],
    ["place", (h) => (h.shown.place = null)],
    ["category", (h) => (h.shown.category = { id: "korupsi", name: { id: "", en: "" } })],
    ["region", (h) => (h.shown.region = { code: "64.09", path: ["Kalimantan Timur", "Kabupaten Kutai Timur"] })],
    ["the region's names", (h) => (h.shown.region!.path = ["Kalimantan Timur", "Kota Bontang"])],
    ["point", (h) => (h.shown.coordinates = { lat: 0.5, lon: 117.1 })],
    ["no point", (h) => (h.shown.coordinates = null)],
    ["date", (h) => (h.shown.incident_date = "2026-11-21")],
    ["moment of filing", (h) => (h.shown.filed_at = "2026-11-22T02:00:00.000Z")],
    ["office", (h) => (h.shown.agency = { id: "64.08-dlh", name: "Dinas LH" })],
    ["anonymous", (h) => (h.shown.anonymous = false)],
    ["secret", (h) => (h.shown.secret = true)],
    ["sensitive", (h) => (h.shown.sensitive = true)],
    ["a part less", (h) => delete h.proof[0]!.parts!["title"]],
    ["no parts", (h) => delete h.proof[0]!.parts],
    ["another commitment", (h) => (h.proof[0]!.parts!["title"] = { commitment: "1".repeat(64) })],
  ])("shows every field as it was sealed: %s", async (_name, change) => {
    const altered = history();
    change(altered);
    expect(await found(altered)).toBe(1);
  });
});
