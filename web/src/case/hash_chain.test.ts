import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";

import type { ProofLink, CaseEvent } from "../shared/case_api";
import { firstBrokenEvent } from "./hash_chain";

const hash = (...parts: (string | Buffer)[]): string => parts.reduce((sum, part) => sum.update(part), createHash("sha256")).digest("hex");

function history(): { timeline: CaseEvent[]; proof: ProofLink[] } {
  const timeline: CaseEvent[] = [];
  const proof: ProofLink[] = [];
  let previous = "0".repeat(64);
  for (const [index, kind] of ["filed", "routed", "accepted"].entries()) {
    const seq = index + 1;
    const at = `2026-11-2${seq}T02:00:00.000Z`;
    const note = kind === "accepted" ? "Kami survei besok." : undefined;
    const committed = note === undefined ? "" : hash(Buffer.from("0a0b", "hex"), note);
    const sealed = JSON.stringify({ at, kind, note: committed, previous, seq });
    timeline.push({ seq, kind, at, label: { id: kind, en: kind }, actor: { role: "system" }, ...(note === undefined ? {} : { note }) });
    proof.push({ seq, hash: hash(sealed), sealed, ...(note === undefined ? {} : { salt: "0a0b" }) });
    previous = hash(sealed);
  }
  return { timeline, proof };
}

describe("the history of a case", () => {
  it("is whole as it was written", async () => {
    const { timeline, proof } = history();
    expect(await firstBrokenEvent(timeline, proof)).toBe(0);
  });

  it("is whole when an event is hidden on both sides", async () => {
    const { timeline, proof } = history();
    proof[1] = { seq: 2, hash: proof[1]!.hash };
    expect(await firstBrokenEvent([timeline[0]!, timeline[2]!], proof)).toBe(0);
  });

  it.each([
    ["a changed note", 3, (h: ReturnType<typeof history>) => (h.timeline[2] = { ...h.timeline[2]!, note: "Kami survei lusa." })],
    ["a changed kind", 2, (h: ReturnType<typeof history>) => (h.timeline[1] = { ...h.timeline[1]!, kind: "closed" })],
    ["a changed time", 1, (h: ReturnType<typeof history>) => (h.timeline[0] = { ...h.timeline[0]!, at: "2026-11-01T00:00:00.000Z" })],
    ["a missing event", 2, (h: ReturnType<typeof history>) => h.proof.splice(1, 1)],
    ["an event shown without proof", 2, (h: ReturnType<typeof history>) => (h.proof[1] = { seq: 2, hash: h.proof[1]!.hash })],
    ["a proof that ends early", 3, (h: ReturnType<typeof history>) => h.proof.pop()],
    ["a replaced link", 2, (h: ReturnType<typeof history>) => (h.proof[0] = { seq: 1, hash: "1".repeat(64) })],
  ])("is found out: %s", async (_name, at, change) => {
    const altered = history();
    change(altered);
    expect(await firstBrokenEvent(altered.timeline, altered.proof)).toBeGreaterThan(0);
    expect(await firstBrokenEvent(altered.timeline, altered.proof)).toBeLessThanOrEqual(at);
  });
});
