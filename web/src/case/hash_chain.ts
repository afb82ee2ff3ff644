/** Verifies on the reader's own device that the history of a case is the one that was written: nothing changed, moved or left out. */

import { t } from "../i18n/language";
import { trackComplaint, type Case, type CaseEvent, type ProofLink } from "../shared/case_api";
import { fill, h, iconAndText } from "../shared/dom";
import { fromHex, toHex } from "../shared/hex";

const FIRST_PREVIOUS = "0".repeat(64);

/** The number of the first event that does not fit; 0 if the history is whole. */
export async function firstBrokenEvent(timeline: readonly CaseEvent[], proof: readonly ProofLink[]): Promise<number> {
  const events = new Map(timeline.map((event) => [event.seq, event]));
  let previous = FIRST_PREVIOUS;
  for (const [index, link] of proof.entries()) {
    const expected = index + 1;
    const event = events.get(expected);
    if (link.seq !== expected) return expected;
    if (link.sealed === undefined) {
      if (event !== undefined) return expected;
    } else if (event === undefined || !(await isProven(event, link, link.sealed, previous))) {
      return expected;
    }
    previous = link.hash;
  }
  return events.size > 0 && Math.max(...events.keys()) > proof.length ? proof.length + 1 : 0;
}

async function isProven(event: CaseEvent, link: ProofLink, sealed: string, previous: string): Promise<boolean> {
  if ((await sha256(utf8(sealed))) !== link.hash) return false;
  const facts: unknown = JSON.parse(sealed);
  if (typeof facts !== "object" || facts === null) return false;
  const { previous: before, kind, at, note } = facts as Record<string, unknown>;
  if (before !== previous || kind !== event.kind || at !== event.at) return false;
  if (!event.note || link.salt === undefined) return true;
  return (await sha256(joined(fromHex(link.salt), utf8(event.note)))) === note;
}

/** A button that verifies the history and shows the result. */
export function verifyButton(view: Case, secret: string | null): HTMLElement {
  const result = h("p", { class: "hint with-icon", role: "status" });
  const verify = async (): Promise<void> => {
    const answer = await trackComplaint(view.tracking_id, secret, true);
    if (!answer.ok || !answer.body.proof) return fill(result, t("proofUnreachable"));
    const broken = await firstBrokenEvent(answer.body.timeline, answer.body.proof);
    const count = answer.body.proof.length;
    fill(result, ...(broken ? iconAndText("warning", t("proofBroken", { n: broken })) : iconAndText("check", t("proofWhole", { count }))));
  };
  return h(
    "div",
    { class: "after-notice" },
    h("button", { type: "button", class: "quiet", id: "check-proof", onclick: () => void verify() }, t("proofCheck")),
    result,
  );
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

async function sha256(data: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", data)));
}
