/** Words that mean somebody should be on the phone rather than on a form. */

import { fill, h, icon } from "./dom";
import { t } from "./language";
import type { Stack } from "./stack";

/** Stems, so that `terbakar` and `kebakaran` both count; whole words where a stem would also be part of harmless ones. */
const URGENT = new RegExp(
  [
    "kebakar", "terbakar", "kecelakaan", "tabrakan", "tertabrak", "tenggelam", "hanyut", "banjir bandang", "longsor",
    "gempa", "tsunami", "kesetrum", "tersetrum", "tersengat listrik", "gas bocor", "kebocoran gas", "meledak", "ledakan",
    "keracunan", "sekarat", "pingsan", "tidak sadar", "berdarah", "pendarahan", "perdarahan", "terluka", "luka parah",
    "\\bkdrt\\b", "diperkosa", "perkosa", "pelecehan", "dianiaya", "penganiayaan", "dipukul", "dibunuh", "pembunuh",
    "bunuh diri", "ditusuk", "ditembak", "penembakan", "perampok", "dirampok", "begal", "tawuran", "penculik", "diculik",
    "disekap", "terjebak", "tertimbun", "roboh", "melahirkan di",
    "\\bfire\\b", "accident", "drown", "bleeding", "unconscious", "dying", "suicide", "raped?\\b", "murder", "stabbed",
    "\\bshot\\b", "kidnap", "robbe", "landslide", "earthquake", "explosion", "gas leak", "electrocut",
  ].join("|"),
  "i",
);

export function soundsUrgent(text: string): boolean {
  return URGENT.test(text);
}

/** Shows or hides the emergency numbers; drawn again only when that changes, so a screen reader says it once. */
export function showEmergency(box: HTMLElement, text: string, stack: Stack | null): void {
  const numbers = stack !== null && soundsUrgent(text) ? stack.emergency : [];
  const shown = numbers.map(({ number }) => number).join(" ") + (numbers.length > 0 ? document.documentElement.lang : "");
  if (box.dataset.shown === shown) return;
  box.dataset.shown = shown;
  if (numbers.length === 0) return fill(box);
  fill(
    box,
    h(
      "div",
      { class: "notice alert" },
      h("p", { class: "notice-head" }, icon("call"), h("span", {}, t("urgentHeading"))),
      h(
        "ul",
        { class: "calls" },
        ...numbers.map(({ number, label }) =>
          h("li", {}, h("a", { href: `tel:${number}` }, h("strong", {}, number), h("span", {}, label))),
        ),
      ),
      h("p", {}, t("urgentAfter")),
    ),
  );
}
