/** On every page: a report that waited on this phone, was sent by itself, and could not be accepted. */

import { t } from "../i18n/language";
import { receiptPath } from "../shared/addresses";
import { byId, fillIfChanged, h } from "../shared/dom";
import { notice } from "../shared/notice";
import { allReceipts } from "./saved_receipts";

/** Draws the notice, or takes it away. The page of the receipt itself says it in its own place. */
export function drawRefusedNotice(): void {
  const refused = allReceipts().find(({ state, trackingId }) => state === "rejected" && location.hash !== `#${trackingId}`);
  fillIfChanged(byId("refused"), refused !== undefined && refusedNotice(refused.trackingId, refused.excerpt));
}

function refusedNotice(trackingId: string, excerpt: string): HTMLElement {
  const words = excerpt === "" ? t("refusedSecret") : t("refusedMore", { excerpt });
  const box = notice("wrong", "warning", "stateRejected", words);
  box.append(h("p", {}, h("a", { href: receiptPath(trackingId) }, t("refusedOpen"))));
  return box;
}
