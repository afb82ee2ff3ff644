/** The reporter's reply: an answer to a question, the verdict on a response, or the wish to reopen. */

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import type { Case } from "../shared/case_api";
import { isOpen } from "../shared/case_status";
import { h } from "../shared/dom";
import { replyToCase } from "./api";
import { labelledTextArea, reporterForm, textArea, type ReporterContext } from "./reporter_form";

/** The form that fits the status; null when the reporter cannot reply. */
export function replyForm(view: Case, context: ReporterContext): HTMLElement | null {
  const form = formsFor(view.tracking_id, context);
  if (view.status === "responded") return verdict(form);
  if (view.status === "closed") {
    return h("section", {}, h("details", { id: "reopen" }, h("summary", {}, t("reopenSummary")), form("solvedNoLabel", "reopenSend", false)));
  }
  if (!isOpen(view.status)) return null;
  const label = view.status === "postponed" ? "replyPostponed" : "replyLabel";
  return h("section", {}, h("h2", {}, t("replyHeading")), form(label, "replySend"));
}

type FormMaker = (label: WordKey, button: WordKey, resolved?: boolean, fixedText?: string) => HTMLElement;

/** "Ya" sends at once; "Belum" asks what is missing, because the office needs to know. */
function verdict(form: FormMaker): HTMLElement {
  const notSolved = h("div", { id: "not-solved", hidden: true }, form("solvedNoLabel", "replySend", false));
  const no = h("button", { type: "button", class: "secondary", id: "not-solved-open", "aria-expanded": "false", "aria-controls": "not-solved" }, t("solvedNo"));
  no.addEventListener("click", () => {
    notSolved.hidden = !notSolved.hidden;
    no.setAttribute("aria-expanded", String(!notSolved.hidden));
    notSolved.querySelector("textarea")?.focus();
  });
  return h(
    "section",
    { class: "verdict" },
    h("h2", {}, t("solvedHeading")),
    h("div", { class: "pair" }, form("replyLabel", "solvedYes", true, t("solvedYesText")), no),
    notSolved,
  );
}

/** Makes forms that send one reply each: what is typed, or `fixedText` as it is. */
function formsFor(trackingId: string, { secret, onDone }: ReporterContext): FormMaker {
  return (label, button, resolved, fixedText) => {
    const area = textArea(`reply-${button}`, 4);
    return reporterForm(
      {
        trackingId,
        field: area,
        button,
        look: "primary",
        requestFromFields: () => (fixedText ?? area.value.trim()) || null,
        missing: "replyEmpty",
        unanswered: "replyKeep",
        send: (text, key) => replyToCase(trackingId, secret, resolved === undefined ? { text } : { text, resolved }, key),
        onSent: (after) => onDone(after, t("replySent"), "status"),
      },
      (problem) => [fixedText === undefined ? labelledTextArea(label, area, problem) : problem],
    );
  };
}
