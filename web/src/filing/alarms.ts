/** Alarms in a report: whom to call, and whether the public will read it. The API raises them; the phone knows some words itself. */

import { language, t } from "../i18n/language";
import { fillIfChanged, h } from "../shared/dom";
import { noticeHead } from "../shared/notice";
import { plainCharacters } from "../shared/personal_data";
import type { Stack } from "../shared/stack";
import type { Alarm } from "./api";

/**
 * The plainest words of `chalicelib/domain/text/alarm_words.py`, for a phone without connection: the rest is the API's. Stems, so
 * that `terbakar` and `kebakaran` both count; whole words where a stem would also be part of harmless ones. That page and server
 * agree is held by `tests/vectors/alarms.json`.
 */
const URGENT_WORDS = anyOf(
  ["kebakar", "terbakar", "tabakar", "\\bkobong", "jago merah", "kecelakaan", "tabrakan", "(?:ter|di|ke)tabrak", "tenggelam", "hanyut"],
  ["banjir bandang", "longsor", "gempa", "tsunami", "(?:ke|ter)se?trum", "tersengat listrik", "gas bocor", "kebocoran gas", "meledak", "ledakan"],
  ["keracunan", "sekarat", "pingsan", "tidak sadar", "berdarah", "pen?darahan", "luka (?:parah|berat|bacok|tusuk)", "tergeletak", "terjepit"],
  ["sesa?k na[fp]as", "membiru", "ketuban", "kejang", "digigit ular", "bunuh diri", "terjebak", "tertimbun", "(?:mau|akan) melahirkan"],
  ["\\bkdrt\\b", "perkosa", "cabul", "pelecehan", "dianiaya", "penganiayaan", "dipukul", "dikeroyok", "disiksa", "dibunuh", "pembunuh", "dipasung"],
  ["ditusuk", "ditembak", "penembakan", "perampok", "dirampok", "begal", "tawuran", "penculik", "diculik", "disekap"],
  ["\\b(?:on|a|is|big|house) fire\\b(?! station| extinguisher| drill| alarm| exit| hydrant| truck| brigade)", "\\bdrown", "\\bbleeding"],
  ["\\bunconscious", "\\bdying\\b", "\\bsuicide", "\\braped?\\b", "\\bmurder", "\\bstabbed", "\\bkidnap", "\\blandslide", "\\bearthquake"],
  ["\\bexplosion", "\\bgas leak", "\\belectrocut"],
);

/** Those that tell of violence, whose reporter may have to hide the page from somebody. */
const VIOLENCE_WORDS = anyOf(
  ["\\bkdrt\\b", "perkosa", "cabul", "pelecehan", "dianiaya", "penganiayaan", "dipukul", "dikeroyok", "disiksa", "dipasung", "disekap", "\\braped?\\b"],
);

const ACCIDENT = "(?:kecelakaan|kebakaran|longsor(?:an)?|gempa|tsunami|(?:ter|di)tabrak|tenggelam|keracunan|kdrt|tawuran|begal)";

/** What sounds alike and is none: a custom, a name, a danger that is not there yet or no more (`calm_words.py`). */
const CALM_WORDS = anyOf(
  ["kebakaran jenggot", "berdarah dingin", "demam berdarah", "dipukul rata", "tidak sadar (?:kalau|kalo|bahwa|akan|diri)"],
  [`(?:rawan|hampir|nyaris|takutnya|sering|kasus|bekas|sisa|pelatihan|simulasi|hidran|alarm|papan|jalur|evakuasi|pencegahan|sosialisasi|anti)(?: \\w+){0,2} ${ACCIDENT}`],
  [`(?:agar|supaya) (?:tidak|tak) (?:ada|terjadi) ${ACCIDENT}`, `simulasi ${ACCIDENT} dan ${ACCIDENT}`, `${ACCIDENT}(?: \\w+){0,2} dipadamkan`],
  ["(?:padi|tanaman|ikan|sawah|pohon) sekarat", "(?:kucing|anjing|ayam|burung)(?: \\w+){0,2} (?:terjebak|tenggelam|tercebur)"],
  ["terjebak (?:macet|kemacetan|antrean|antrian|hujan)", "(?:jalan|jl|jln|gang) begal \\w+"],
);

function anyOf(...rows: readonly string[][]): RegExp {
  return new RegExp(rows.flat().join("|"), "gi");
}

/** Whether the text holds words that mean somebody should call for help rather than fill in a form. */
export function hasUrgentWords(text: string): boolean {
  return plainCharacters(text).plain.replace(CALM_WORDS, "|").search(URGENT_WORDS) >= 0;
}

/** The number that answers for every danger. */
const FOR_ALL = "112";

/** The numbers to call: 112 if it is among them, then those of the API's alarms, then those of the stack. None when nothing is urgent. */
export function emergencyNumbers(text: string, alarms: readonly Alarm[], stack: Stack | null): Stack["emergency"] {
  const fromAlarms = alarms.flatMap(({ numbers }) => numbers);
  if (fromAlarms.length === 0 && !hasUrgentWords(text)) return [];
  const known = stack?.emergency ?? [];
  const label = (number: string): string => known.find((each) => each.number === number)?.label ?? t("urgentNumber");
  const numbers = new Set([...fromAlarms, ...known.map(({ number }) => number)]);
  const first = numbers.has(FOR_ALL) ? [FOR_ALL] : [];
  return [...new Set([...first, ...numbers])].map((number) => ({ number, label: label(number) }));
}

/** Whether a report is about violence, by its words or by the API's alarms. */
export function isAboutViolence(text: string, alarms: readonly Alarm[]): boolean {
  const words = plainCharacters(text).plain.replace(CALM_WORDS, "|");
  return alarms.some(({ kind }) => kind === "violence") || words.search(VIOLENCE_WORDS) >= 0;
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
