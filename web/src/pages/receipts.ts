/** terima.html: one receipt when the address names it behind `#`, and below it all receipts of this phone. */

import { saveDraft } from "../filing/draft";
import { byId, fill, h } from "../shared/dom";
import { onLanguage, t } from "../i18n/language";
import { receiptList } from "../receipt/receipt_list";
import { startPage } from "./start_page";
import { ReceiptCard } from "../receipt/receipt_card";
import { findReceipt, onReceipts, type SavedReceipt } from "../receipt/saved_receipts";

const box = byId("receipt");
const cardBox = h("div", {});
const listBox = h("div", {});
const card = new ReceiptCard(cardBox, "", repair);

/** A refused complaint becomes the draft again; the form shows what the server said. */
function repair(receipt: SavedReceipt): void {
  if (receipt.unsent) saveDraft(receipt.unsent.draft, new Date());
  location.href = `/#${receipt.trackingId}`;
}

function draw(): void {
  const asked = decodeURIComponent(location.hash.slice(1));
  const known = findReceipt(asked) !== null;
  cardBox.hidden = !known;
  if (known) card.draw(asked);
  else fill(cardBox);
  drawList();
  fill(
    box,
    cardBox,
    asked !== "" && !known && h("p", { class: "notice soon" }, t("mineUnknown", { number: asked })),
    listBox,
    h(
      "section",
      {},
      h("p", {}, t("mineElsewhere")),
      h("p", { class: "row-of-links" }, h("a", { href: "/lacak.html" }, t("trackHeading")), h("a", { href: "/" }, t("another"))),
    ),
  );
}

function drawList(): void {
  const list = receiptList(cardBox.hidden ? "h1" : "h2");
  const none = cardBox.hidden && h("div", {}, h("h1", {}, t("mineHeading")), h("p", { class: "lead" }, t("mineNone")));
  fill(listBox, list ?? none);
}

onLanguage(draw);
onReceipts(drawList);
window.addEventListener("hashchange", draw);
draw();
void startPage().then(draw);
