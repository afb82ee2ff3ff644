/** The reporter's objection to the archiving: the next coordinator examines the report. */

import { t } from "../i18n/language";
import type { Case } from "../shared/case_api";
import { h } from "../shared/dom";
import { objectToArchiving } from "./api";
import { labelledTextArea, reporterForm, textArea, type ReporterContext } from "./reporter_form";

/** A merged report has not ended: it goes on in another one. */
export function canObject({ status, followed }: Pick<Case, "status" | "followed">): boolean {
  return status === "archived" && !followed;
}

export function objectionForm(view: Case, { secret, onDone }: ReporterContext): HTMLElement {
  const area = textArea("objection-words", 4);
  return h(
    "section",
    { id: "objection" },
    h("h2", {}, t("objectionSummary")),
    h("p", {}, t("objectionMore")),
    reporterForm(
      {
        trackingId: view.tracking_id,
        field: area,
        button: "objectionSend",
        look: "secondary",
        requestFromFields: () => area.value.trim() || null,
        missing: "objectionMissing",
        unanswered: "unreachable",
        send: (text, key) => objectToArchiving(view.tracking_id, secret, text, key),
        onSent: (after) => onDone(after, t("objectionSent"), "status"),
      },
      (problem) => [labelledTextArea("objectionLabel", area, problem)],
    ),
  );
}
