/** terima.html: one receipt when the address names it behind `#`, and below it all receipts on this phone. */

import { saveDraft } from "../filing/draft";
import { onLanguage, t } from "../i18n/language";
import { ReceiptCard } from "../receipt/receipt_card";
import { receiptList } from "../receipt/receipt_list";
import { findReceipt, onReceiptChange, type SavedReceipt } from "../receipt/saved_receipts";
import { byId, fill, h } from "../shared/dom";
import { startPage } from "./start_page";

const box = byId("receipt");
const cardBox = h("div", {});
const listBox = h("div", {});
const card = new ReceiptCard(cardBox, "", repair);

/** Makes a rejected complaint the draft again; the form shows the server's problems. */
function repair(receipt: SavedReceipt): void {
  if (receipt.unsent) saveDraft(receipt.unsent.draft, new Date());
  location.href = `/#${receipt.trackingId}`;
}

function drawPage(): void {
  const number = decodeURIComponent(location.hash.slice(1));
  const known = findReceipt(number) !== null;
  cardBox.hidden = !known;
  if (known) card.draw(number);
  else fill(cardBox);
  drawList();
  fill(
    box,
    cardBox,
    number !== "" && !known && h("p", { class: "notice soon" }, t("mineUnknown", { number })),
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

onLanguage(drawPage);
onReceiptChange(drawList);
window.addEventListener("hashchange", drawPage);
drawPage();
void startPage().then(drawPage);
