/** A due date: how far away it is, and the count of days that led to it. */

import { calendarDay, daysBetween, formatDay, type Zone } from "../i18n/dates";
import { language, t } from "../i18n/language";
import type { DueDate } from "../shared/case_api";
import { h } from "../shared/dom";

/** The days left at `now`, or the days overdue, in the stack's time zone. */
export function daysLeft(due: DueDate, zone: Zone, now: Date): string {
  const days = daysBetween(calendarDay(zone, now), due.on);
  if (days === 0) return t("dueToday");
  return days > 0 ? t("dueLeft", { days }) : t("duePassed", { days: -days });
}

/** The days that were counted and those that were not, folded away. */
export function dueExplanation(due: DueDate): HTMLElement {
  let count = 0;
  const row = ({ date, counted, reason }: DueDate["days"][number]): HTMLElement => {
    if (counted) count += 1;
    const why = reason === "weekend" ? t("weekend") : reason;
    const words = counted ? t("dueCounted", { n: count }) : why ? t("dueNotCountedWhy", { reason: why }) : t("dueNotCounted");
    return h("li", { class: counted ? "" : "skipped" }, h("span", {}, formatDay(date, language())), h("span", {}, words));
  };
  return h(
    "details",
    {},
    h("summary", {}, t("dueExplain")),
    h("p", { class: "hint" }, t("dueBasis", { citation: due.policy.citation })),
    h("ol", { class: "days" }, ...due.days.map(row)),
  );
}
