/** The reporter's word that the report is not the same matter as the one it was merged into. */

import { t } from "../i18n/language";
import type { Case } from "../shared/case_api";
import { h } from "../shared/dom";
import { tellCasesApart } from "./api";
import { labelledTextArea, reporterForm, textArea, type ReporterContext } from "./reporter_form";

/** Only a merged report follows another one. */
export function canPart({ status, followed }: Pick<Case, "status" | "followed">): boolean {
  return status === "archived" && followed !== undefined;
}

export function partingForm(view: Case, { secret, onDone }: ReporterContext): HTMLElement {
  const area = textArea("parting-words", 3);
  return h(
    "section",
    { id: "parting" },
    h("h2", {}, t("partingSummary")),
    h("p", {}, t("partingMore")),
    reporterForm(
      {
        trackingId: view.tracking_id,
        field: area,
        button: "partingSend",
        look: "secondary",
        requestFromFields: () => area.value.trim() || null,
        missing: "partingMissing",
        unanswered: "unreachable",
        send: (text, key) => tellCasesApart(view.tracking_id, secret, text, key),
        onSent: (after) => onDone(after, t("partingSent"), "status"),
      },
      (problem) => [labelledTextArea("partingLabel", area, problem)],
    ),
  );
}
