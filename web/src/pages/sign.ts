/** papan.html: a sheet of A5 with a QR code that opens the form about one place. Nothing that is typed here leaves the phone. */

import { addWords, language, onLanguage, t } from "../i18n/language";
import { SIGN_WORDS } from "../i18n/sign_words";
import { qrDrawing } from "../receipt/qr_code";
import { categoryNames, type Named } from "../record/api";
import { signPath } from "../shared/addresses";
import { NATIONAL } from "../shared/branding";
import { byId, fill, h, refill } from "../shared/dom";
import { knownStack } from "../shared/stack";
import { startPage } from "./start_page";

addWords(SIGN_WORDS);

const place = byId<HTMLInputElement>("sign-place");
let categories: readonly Named[] = [];
let category = "";

function drawCategory(): void {
  const select = h(
    "select",
    {
      id: "category-choice",
      onchange: () => {
        category = select.value;
        drawSign();
      },
    },
    h("option", { value: "" }, t("signNoCategory")),
    ...categories.map(({ id, name }) => h("option", { value: id, selected: id === category }, name[language()])),
  );
  fill(byId("sign-category"), categories.length > 0 && h("div", { class: "field" }, h("label", { for: "category-choice" }, t("signCategory")), select));
}

function drawSign(): void {
  const name = place.value.trim();
  if (name === "") return fill(byId("sign"));
  const address = new URL(signPath(name, category), location.href).href;
  refill(
    byId("sign"),
    h(
      "section",
      { class: "sheet" },
      h("p", { class: "brand-line" }, knownStack()?.brand ?? NATIONAL),
      h("h2", {}, t("signAbout", { place: name })),
      qrDrawing(address, t("signQr", { place: name })),
      h("p", {}, t("signScan")),
      h("p", {}, h("strong", {}, t("signDanger"))),
      h("p", { class: "address" }, location.host),
    ),
    h("p", { class: "actions not-printed" }, h("button", { type: "button", class: "primary", id: "print-sign", onclick: () => print() }, t("signPrint"))),
  );
}

place.addEventListener("input", drawSign);
onLanguage(() => {
  drawCategory();
  drawSign();
});
void startPage().then(async () => {
  categories = await categoryNames();
  drawCategory();
  drawSign();
});
