/** "Laporan saya di ponsel ini": the receipts on this phone, each with a button to forget it. */

import { calendarDay, formatDay } from "../i18n/dates";
import { language, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { receiptPath, trackingPath } from "../shared/addresses";
import { confirmButton } from "../shared/confirm_button";
import { h, iconAndText, type IconName } from "../shared/dom";
import { zone } from "../shared/stack";
import { allReceipts, forgetReceipt, type SavedReceipt } from "./saved_receipts";

const STATES: Record<SavedReceipt["state"], readonly [sign: IconName, words: WordKey, tone: string]> = {
  received: ["check", "stateReceived", "good"],
  waiting: ["phone", "stateWaiting", "soon"],
  rejected: ["warning", "stateRejected", "wrong"],
};

/** The list under a heading of the given rank; null when there are no receipts. */
export function receiptList(rank: "h1" | "h2"): HTMLElement | null {
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
    receipt.state !== "received" && h("p", { class: `state ${tone}` }, ...iconAndText(sign, t(words))),
    h(
      "p",
      { class: "row-of-links" },
      receipt.state === "received" && h("a", { href: trackingPath(trackingId), "aria-label": `${t("navTrack")} ${trackingId}` }, t("navTrack")),
      h("a", { href: receiptPath(trackingId), "aria-label": `${t("mineOpen")} ${trackingId}` }, t("mineOpen")),
      confirmButton(t("forget"), t(receipt.state === "received" ? "forgetAgain" : "forgetUnsent"), () => forgetReceipt(trackingId)),
    ),
  );
}
