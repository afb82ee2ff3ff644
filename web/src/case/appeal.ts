/** The reporter's appeal: another office is asked to look at the case. */

import { t } from "../i18n/language";
import type { Case } from "../shared/case_api";
import { h } from "../shared/dom";
import { appealCase } from "./api";
import { labelledTextArea, reporterForm, textArea, type ReporterContext } from "./reporter_form";

/** Folded away, because most who write "not solved" want the same office to finish. */
export function appealForm(view: Case, { secret, onDone }: ReporterContext): HTMLElement {
  const area = textArea("appeal-words", 4);
  return h(
    "details",
    { id: "appeal" },
    h("summary", {}, t("appealSummary")),
    h("p", {}, t("appealMore")),
    reporterForm(
      {
        trackingId: view.tracking_id,
        field: area,
        button: "appealSend",
        look: "secondary",
        requestFromFields: () => area.value.trim() || null,
        missing: "appealMissing",
        unanswered: "unreachable",
        send: (text, key) => appealCase(view.tracking_id, secret, text, key),
        onSent: (after) => onDone(after, t("appealSent"), "status"),
      },
      (problem) => [labelledTextArea("appealLabel", area, problem)],
    ),
  );
}
