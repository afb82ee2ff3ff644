/** The slip of A6 that somebody takes home whose report an office has written down. */

import { formatDay, formatInstant } from "../i18n/dates";
import { language, t } from "../i18n/language";
import { qrDrawing } from "../receipt/qr_code";
import { trackingAddress } from "../shared/addresses";
import { trackComplaint, type Case } from "../shared/case_api";
import { breakAtHyphens, h } from "../shared/dom";
import { zone } from "../shared/stack";
import type { SlipReceipt } from "./assisted";

/** A report is with its office in a second or two; after these pauses the slip goes without its name. */
const PAUSES_MS = [1_000, 1_500, 2_500];

/** Where a report has gone, as the public reads it: a hidden one is not asked for, and its slip says nothing of it. */
export async function whereItWent({ tracking_id, public: isPublic }: SlipReceipt): Promise<Case | null> {
  let seen: Case | null = null;
  for (const pause of isPublic ? PAUSES_MS : []) {
    await new Promise((done) => setTimeout(done, pause));
    const answer = await trackComplaint(tracking_id, null);
    if (answer.ok) seen = answer.body;
    if (seen?.agency) break;
  }
  return seen;
}

/** `office` wrote it down; `went` is where the report is by now. The code under the fold is printed, and on the screen only while it is read out. */
export function slip(receipt: SlipReceipt, office: string, went: Case | null, revealed: boolean): HTMLElement {
  const { tracking_id: number, title, secret } = receipt;
  const day = went?.due?.on ?? receipt.due_on;
  const handled = went?.status === "triage" ? t("slipTriage") : went?.agency ? t("slipOffice", { office: went.agency.name }) : null;
  const [before, after] = t("slipSecret", { secret: "\n" }).split("\n");
  return h(
    "section",
    { class: "slip" },
    h("h2", {}, t("slipHeading")),
    h("p", { class: "slip-number" }, t("slipNumber", { number: "" }), ...breakAtHyphens(number)),
    h("p", {}, t("slipFiled", { when: formatInstant(receipt.filed_at, zone(), language()) })),
    title !== null && h("p", {}, t("slipAbout", { title })),
    handled !== null && h("p", {}, handled),
    day !== null && h("p", {}, t("slipDue", { day: formatDay(day, language()) })),
    qrDrawing(trackingAddress(number), t("slipQr", { number })),
    h("p", {}, t("slipNews", { host: location.host })),
    h("p", {}, t("slipRecorded", { office })),
    h("p", {}, h("strong", {}, t("slipFree"))),
    h("p", { class: "fold" }, t("slipFold")),
    h("p", { class: revealed ? "slip-secret" : "slip-secret printed-only" }, before ?? "", ...breakAtHyphens(secret), after ?? ""),
  );
}
