/** The letter to a province that no stack serves yet: shown on the case, and alone on the paper when it is printed open. */

import { calendarDay, formatDay } from "../i18n/dates";
import { language, t } from "../i18n/language";
import { h } from "../shared/dom";
import type { DeskCase } from "./api";

interface Sheet {
  readonly day: string;
  readonly opening: string;
  readonly facts: readonly (readonly [name: string, words: string])[];
  readonly closing: readonly string[];
}

/** What the letter of a case says, on a day. Nothing in it is of the reporter: its words are those that the public reads. */
export function sheetOf(seen: DeskCase, letter: NonNullable<DeskCase["letter"]>, now: Date): Sheet {
  const place = [letter.place, ...(seen.region?.path.slice(1).reverse() ?? []), letter.province].filter(Boolean).join(", ");
  const due = seen.due ?? seen.office_due;
  const facts = [
    [t("letterNumber"), seen.tracking_id],
    [t("letterAbout"), letter.title ?? ""],
    [t("letterPlace"), place],
    [t("letterDue"), due === null ? "" : formatDay(due.on, language())],
  ] as const;
  return {
    day: formatDay(calendarDay(seen.zone, now), language()),
    opening: t("letterAsks", { from: letter.sender, province: letter.province }),
    facts: facts.filter(([, words]) => words !== ""),
    closing: [letter.text ?? t("letterHidden"), t("letterAnswer", { number: seen.tracking_id }), letter.sender],
  };
}

/** The letter of a case that needs one. */
export function letterView(seen: DeskCase): HTMLElement | null {
  const { letter } = seen;
  if (letter === undefined) return null;
  const { day, opening, facts, closing } = sheetOf(seen, letter, new Date());
  const sheet = h(
    "div",
    { class: "sheet" },
    h("p", {}, day),
    h("p", {}, t("letterTo"), h("br", {}), h("strong", {}, letter.to)),
    h("p", {}, opening),
    h("dl", {}, ...facts.map(([name, words]) => h("div", {}, h("dt", {}, name), h("dd", {}, words)))),
    ...closing.map((words) => h("p", { class: "words" }, words)),
  );
  return h("details", { class: "letter" }, h("summary", {}, t("letterHeading", { province: letter.province })), sheet, h("button", { type: "button", class: "secondary", onclick: () => print() }, t("letterPrint")));
}
