/** The reporter's correction of the type, while nobody has acted. */

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import type { Case, ComplaintType } from "../shared/case_api";
import { h } from "../shared/dom";
import { correctType } from "./api";
import { reporterForm, type ReporterContext } from "./reporter_form";

const NAMES: Readonly<Record<ComplaintType, WordKey>> = {
  complaint: "typeOfComplaint",
  aspiration: "typeOfAspiration",
  information_request: "typeOfQuestion",
  praise: "typeOfPraise",
};
const UNTOUCHED = new Set(["received", "triage", "routed"]);
const TAKES_ON = new Set(["accepted", "progressed", "postponed", "responded", "planned"]);

/** Until somebody takes the report on; after that the coordinator corrects it. */
export function canCorrectType({ status, timeline }: Pick<Case, "status" | "timeline">): boolean {
  return UNTOUCHED.has(status) && !timeline.some(({ kind }) => TAKES_ON.has(kind));
}

export function typeForm(view: Case, { secret, onDone }: ReporterContext): HTMLElement {
  const field = h("select", { id: "own-type", "aria-describedby": "own-type-problem" });
  for (const [type, name] of Object.entries(NAMES)) field.append(h("option", { value: type, selected: type === view.type }, t(name)));
  return h(
    "section",
    {},
    h(
      "details",
      { id: "type" },
      h("summary", {}, t("typeSummary", { type: t(NAMES[view.type]) })),
      reporterForm(
        {
          trackingId: view.tracking_id,
          field,
          button: "typeSend",
          look: "secondary",
          requestFromFields: () => (field.value === view.type ? null : field.value),
          missing: "typeSame",
          unanswered: "unreachable",
          send: (type, key) => correctType(view.tracking_id, secret, type, key),
          onSent: (after) => onDone(after, t("typeSent"), "status"),
        },
        (problem) => [h("div", { class: "field" }, h("label", { for: field.id }, t("typeLabel")), problem, field)],
      ),
    ),
  );
}
