/** The lines of the public record. */

import { calendarDay, formatDay } from "../i18n/dates";
import { language, t } from "../i18n/language";
import { trackingPath } from "../shared/addresses";
import { h } from "../shared/dom";
import { zone } from "../shared/stack";
import type { Named, ReportLine } from "./api";
import { recordPath } from "./filters";

/** One report: its title leads to it, the office to what else it has. */
export function reportEntry(line: ReportLine, categories: readonly Named[], regions: readonly Named[]): HTMLElement {
  const day = formatDay(calendarDay(zone(), new Date(line.filed_at)), language());
  const category = nameOf(categories, line.category);
  const region = nameOf(regions, line.region?.slice(0, 5) ?? null);
  const facts = [t("filedOn", { day }), category, region].filter((each) => each !== "");
  return h(
    "li",
    {},
    h("a", { href: trackingPath(line.tracking_id) }, line.title || t("withoutTitle")),
    h("p", {}, line.status_label[language()]),
    line.agency && h("p", { class: "hint" }, h("a", { href: recordPath({ agency: line.agency.id }) }, line.agency.name)),
    h("p", { class: "hint" }, facts.join(" · ")),
  );
}

/** The name of a choice; empty if it is unknown. */
export function nameOf(choices: readonly Named[], id: string | null): string {
  return choices.find((each) => each.id === id)?.name[language()] ?? "";
}
