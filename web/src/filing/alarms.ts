/** Alarms in a report: whom to call, and whether the public will read it. The API raises them; the phone knows some words itself. */

import { language, t } from "../i18n/language";
import { fillIfChanged, h } from "../shared/dom";
import { noticeHead } from "../shared/notice";
import { plainCharacters } from "../shared/personal_data";
import type { Stack } from "../shared/stack";
import type { Alarm } from "./api";

/** Stems, so that `terbakar` and `kebakaran` both count; whole words where a stem would also be part of harmless ones. */
const URGENT_WORDS = new RegExp(
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

/** Whether the text holds words that mean somebody should call for help rather than fill in a form. */
export function hasUrgentWords(text: string): boolean {
  return URGENT_WORDS.test(plainCharacters(text).plain);
}

/** The numbers to call: first those of the API's alarms, then those of the stack. None when nothing is urgent. */
export function emergencyNumbers(text: string, alarms: readonly Alarm[], stack: Stack | null): Stack["emergency"] {
  const fromAlarms = alarms.flatMap(({ numbers }) => numbers);
  if (fromAlarms.length === 0 && !hasUrgentWords(text)) return [];
  const known = stack?.emergency ?? [];
  const label = (number: string): string => known.find((each) => each.number === number)?.label ?? t("urgentNumber");
  return [...new Set([...fromAlarms, ...known.map(({ number }) => number)])].map((number) => ({ number, label: label(number) }));
}

/** Whether the alarms hide the report from the public: all of them do but danger. */
export function isProtected(alarms: readonly Alarm[]): boolean {
  return alarms.some(({ kind }) => kind !== "danger");
}

/** Shows or hides the emergency numbers. */
export function showEmergencyNumbers(box: HTMLElement, text: string, alarms: readonly Alarm[], stack: Stack | null): void {
  const numbers = emergencyNumbers(text, alarms, stack);
  const calls = numbers.map(({ number, label }) =>
    h("li", {}, h("a", { href: `tel:${number}` }, h("strong", {}, number), h("span", {}, label))),
  );
  const notice = h("div", { class: "notice alert" }, noticeHead("call", "urgentHeading"), h("ul", { class: "calls" }, ...calls), h("p", {}, t("urgentAfter")));
  fillIfChanged(box, numbers.length > 0 && notice);
}

/** Shows or hides the notice that the report will be protected, with the reasons. */
export function showProtectionNotice(box: HTMLElement, alarms: readonly Alarm[]): void {
  const reasons = alarms.filter((alarm) => isProtected([alarm])).map(({ label }) => h("li", {}, label[language()]));
  const notice = h("div", { class: "notice calm" }, noticeHead("lock", "protectedHeading"), h("ul", {}, ...reasons), h("p", {}, t("protectedMore")));
  fillIfChanged(box, reasons.length > 0 && notice);
}
