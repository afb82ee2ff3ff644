/** Which offices opened a secret or sensitive report: told to its reporter. */

import { formatDay } from "../i18n/dates";
import { language, t } from "../i18n/language";
import type { Case } from "../shared/case_api";
import { fill, h } from "../shared/dom";
import { readAccesses, type Accesses } from "./api";

/** A section that fills when the answer is there; null for a public report, whose readers nobody counts. */
export function accessSection(view: Pick<Case, "tracking_id" | "secret" | "sensitive">, secret: string): HTMLElement | null {
  if (!view.secret && !view.sensitive) return null;
  const section = h("section", { id: "accesses" });
  void readAccesses(view.tracking_id, secret).then((answer) => {
    if (answer.ok) fill(section, ...accessList(answer.body));
  });
  return section;
}

function accessList({ times, days, more }: Accesses): HTMLElement[] {
  if (times === 0) return [h("h2", {}, t("accessHeading")), h("p", {}, t("accessNone"))];
  return [
    h("h2", {}, t("accessHeading")),
    h("p", {}, t(more ? "accessTimesAtLeast" : "accessTimes", { times })),
    h("ul", {}, ...days.map((each) => h("li", {}, t("accessDay", { day: formatDay(each.day, language()), agency: each.agency?.name ?? t("agencyUnknown"), times: each.times })))),
    h("p", { class: "hint" }, t("accessMore")),
  ];
}
