/** "Laporan saya di ponsel ini": the receipts this phone keeps, with a way to make it forget each. */

import { calendarDay, formatDay } from "../i18n/dates";
import { h, icon, type IconName } from "../shared/dom";
import { language, t } from "../i18n/language";
import { zone } from "../shared/stack";
import { trackingPath } from "./qr_code";
import { allReceipts, forgetReceipt, type SavedReceipt } from "./saved_receipts";
import type { WordKey } from "../i18n/words";

const STATES: Record<SavedReceipt["state"], readonly [sign: IconName, words: WordKey, tone: string]> = {
  received: ["check", "stateReceived", "good"],
  waiting: ["phone", "stateWaiting", "soon"],
  rejected: ["warning", "stateRejected", "wrong"],
};

/** Where the receipt of a number is shown. The number stands in the fragment: it never reaches a server's log. */
export function receiptPath(trackingId: string): string {
  return `/terima.html#${trackingId}`;
}

/** The list under a heading of the given rank; null when there is none to show. */
export function mineList(rank: "h1" | "h2"): HTMLElement | null {
  const receipts = allReceipts();
  if (receipts.length === 0) return null;
  return h("section", { class: rank === "h1" ? "whole-page" : "" }, h(rank, {}, t("mineHeading")), h("ul", { class: "mine" }, ...receipts.map(entry)));
}

function entry(receipt: SavedReceipt): HTMLElement {
  const [sign, words, tone] = STATES[receipt.state];
  const { trackingId } = receipt;
  return h(
    "li",
    {},
    h("p", { class: "mine-words" }, receipt.excerpt || t("mineSecret")),
    h("p", { class: "mine-number" }, trackingId),
    h("p", { class: "hint" }, formatDay(calendarDay(zone(), new Date(receipt.at)), language())),
    receipt.state !== "received" && h("p", { class: `state ${tone}` }, icon(sign), h("span", {}, t(words))),
    h(
      "p",
      { class: "row-of-links" },
      receipt.state === "received" && h("a", { href: trackingPath(trackingId), "aria-label": `${t("navTrack")} ${trackingId}` }, t("navTrack")),
      h("a", { href: receiptPath(trackingId), "aria-label": `${t("mineOpen")} ${trackingId}` }, t("mineOpen")),
      twicePressed(t("forget"), t(receipt.state === "received" ? "forgetAgain" : "forgetUnsent"), () => forgetReceipt(trackingId)),
    ),
  );
}

/** A button whose first press only asks; leaving it takes the question back. */
export function twicePressed(words: string, question: string, act: () => void): HTMLButtonElement {
  const button = h("button", { type: "button", class: "quiet" }, words);
  let asked = false;
  const ask = (asking: boolean): void => {
    asked = asking;
    button.textContent = asking ? question : words;
    button.classList.toggle("asking", asking);
  };
  button.addEventListener("click", () => (asked ? act() : ask(true)));
  button.addEventListener("blur", () => ask(false));
  return button;
}
