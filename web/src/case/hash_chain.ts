/** Checks on the reader's own device that a case's history is the one that was written: nothing changed, moved or left out. */

import { view, type CaseView, type ProofLink, type TimelineEntry } from "../shared/api";
import { fill, h, icon } from "../shared/dom";
import { t } from "../i18n/language";

const BEGINNING = "0".repeat(64);

/** The number of the first event that does not fit; 0 if the history is whole. */
export async function firstBroken(timeline: readonly TimelineEntry[], proof: readonly ProofLink[]): Promise<number> {
  const entries = new Map(timeline.map((entry) => [entry.seq, entry]));
  let previous = BEGINNING;
  for (const [index, link] of proof.entries()) {
    const expected = index + 1;
    const entry = entries.get(expected);
    if (link.seq !== expected) return expected;
    if (link.sealed === undefined) {
      if (entry !== undefined) return expected;
    } else if (entry === undefined || !(await fits(entry, link, link.sealed, previous))) {
      return expected;
    }
    previous = link.hash;
  }
  return entries.size > 0 && Math.max(...entries.keys()) > proof.length ? proof.length + 1 : 0;
}

async function fits(entry: TimelineEntry, link: ProofLink, sealed: string, previous: string): Promise<boolean> {
  if ((await sha256(encode(sealed))) !== link.hash) return false;
  const facts: unknown = JSON.parse(sealed);
  if (typeof facts !== "object" || facts === null) return false;
  const { previous: before, kind, at, note } = facts as Record<string, unknown>;
  if (before !== previous || kind !== entry.kind || at !== entry.at) return false;
  if (!entry.note || link.salt === undefined) return true;
  return (await sha256(join(bytes(link.salt), encode(entry.note)))) === note;
}

/** A button that checks, and says what it found. */
export function proofCheck(shown: CaseView, secret: string | null): HTMLElement {
  const said = h("p", { class: "hint with-icon", role: "status" });
  const check = async (): Promise<void> => {
    const answer = await view(shown.tracking_id, secret, true);
    if (!answer.ok || !answer.body.proof) return fill(said, t("proofUnreachable"));
    const broken = await firstBroken(answer.body.timeline, answer.body.proof);
    const count = answer.body.proof.length;
    fill(said, icon(broken ? "warning" : "check"), h("span", {}, broken ? t("proofBroken", { n: broken }) : t("proofWhole", { count })));
  };
  return h(
    "div",
    { class: "after-notice" },
    h("button", { type: "button", class: "quiet", id: "check-proof", onclick: () => void check() }, t("proofCheck")),
    said,
  );
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function bytes(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function join(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

async function sha256(data: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
