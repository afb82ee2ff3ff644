/** A due date in words, and day by day for whoever wants to know. */

import type { Due } from "../shared/api";
import { calendarDay, formatDay, daysBetween, type Zone } from "../i18n/dates";
import { h, type Child } from "../shared/dom";
import { language, t } from "../i18n/language";

/** One sentence: what is to happen until when, or should have. */
export function dueSentence(due: Due, zone: Zone, now: Date): string {
  const date = formatDay(due.on, language());
  if (due.clock === "progress") return t(due.on < calendarDay(zone, now) ? "dueLate" : "dueProgress", { date });
  if (due.clock === "autoclose") return t("dueClose", { date });
  return t("dueOther", { date });
}

/** How far away a due date is, seen from `now` on the stack's clock. */
export function daysLeft(due: Due, zone: Zone, now: Date): string {
  const days = daysBetween(calendarDay(zone, now), due.on);
  if (days === 0) return t("dueToday");
  return days > 0 ? t("dueLeft", { days }) : t("duePassed", { days: -days });
}

/** The count that led to the date, folded away. */
export function dueExplanation(due: Due): HTMLElement {
  let counted = 0;
  const row = ({ date, counted: counts, reason }: Due["days"][number]): HTMLElement => {
    if (counts) counted += 1;
    const why = reason === "weekend" ? t("weekend") : reason;
    const words = counts ? t("dueCounted", { n: counted }) : why ? t("dueNotCountedWhy", { reason: why }) : t("dueNotCounted");
    return h("li", { class: counts ? "" : "skipped" }, h("span", {}, formatDay(date, language())), h("span", {}, words));
  };
  const inside: Child[] = [
    h("p", { class: "hint" }, t("dueBasis", { citation: due.policy.citation })),
    h("ol", { class: "days" }, ...due.days.map(row)),
  ];
  return h("details", {}, h("summary", {}, t("dueExplain")), ...inside);
}
