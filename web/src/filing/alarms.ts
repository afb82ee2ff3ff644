/** Words that mean somebody should be on the phone rather than on a form. */

import type { Alarm } from "./api";
import { fill, h, icon } from "../shared/dom";
import { language, t } from "../i18n/language";
import type { Stack } from "../shared/stack";

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

/** Whom to call: for what the server heard in the words first the numbers it names, then those of the stack. */
export function emergencyNumbers(text: string, alarms: readonly Alarm[], stack: Stack | null): Stack["emergency"] {
  const first = alarms.flatMap(({ numbers }) => numbers);
  if (first.length === 0 && !soundsUrgent(text)) return [];
  const known = stack?.emergency ?? [];
  const label = (number: string): string => known.find((each) => each.number === number)?.label ?? t("urgentNumber");
  return [...new Set([...first, ...known.map(({ number }) => number)])].map((number) => ({ number, label: label(number) }));
}

/** Whether what was heard makes the report one that the public does not read. */
export function isProtected(alarms: readonly Alarm[]): boolean {
  return alarms.some(({ kind }) => kind !== "danger");
}

/** Shows or hides the emergency numbers. */
export function showEmergency(box: HTMLElement, text: string, alarms: readonly Alarm[], stack: Stack | null): void {
  const numbers = emergencyNumbers(text, alarms, stack);
  const heading = h("p", { class: "notice-head" }, icon("call"), h("span", {}, t("urgentHeading")));
  const calls = numbers.map(({ number, label }) =>
    h("li", {}, h("a", { href: `tel:${number}` }, h("strong", {}, number), h("span", {}, label))),
  );
  const notice = h("div", { class: "notice alert" }, heading, h("ul", { class: "calls" }, ...calls), h("p", {}, t("urgentAfter")));
  say(box, numbers.length > 0 && notice);
}

/** Says, or no longer says, that the report will be protected, and from what that was heard. */
export function showProtection(box: HTMLElement, alarms: readonly Alarm[]): void {
  const heading = h("p", { class: "notice-head" }, icon("lock"), h("span", {}, t("protectedHeading")));
  const heard = alarms.filter((alarm) => isProtected([alarm])).map(({ label }) => h("li", {}, label[language()]));
  say(box, isProtected(alarms) && h("div", { class: "notice calm" }, heading, h("ul", {}, ...heard), h("p", {}, t("protectedMore"))));
}

/** Fills a box that screen readers listen to, only when that changes, so that they say it once. */
function say(box: HTMLElement, notice: HTMLElement | false): void {
  if (box.innerHTML !== (notice ? notice.outerHTML : "")) fill(box, notice);
}
