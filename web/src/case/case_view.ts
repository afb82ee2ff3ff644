/** One case as its reporter or the public sees it: status, due date, timeline and text. */

import { casePhoto } from "../attachments/case_photo";
import { formatDay, formatInstant } from "../i18n/dates";
import { language, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { trackingPath } from "../shared/addresses";
import type { Case, CaseEvent, OtherStack } from "../shared/case_api";
import { breakAtHyphens, h, icon, iconAndText, type Child } from "../shared/dom";
import { notice } from "../shared/notice";
import { daysLeft, dueExplanation } from "./due_date";
import { statusLook, statusText } from "./status_label";

const ACTORS: Readonly<Record<string, WordKey>> = {
  reporter: "actorYou",
  system: "actorSystem",
  coordinator: "actorCoordinator",
};

/** Status, agency and due date. */
export function caseHeader(view: Case): HTMLElement {
  const { sign, tone } = statusLook(view);
  const now = new Date();
  const status = statusText(view);
  return h(
    "section",
    { class: "case-head" },
    h("p", { class: "case-number" }, ...breakAtHyphens(view.tracking_id)),
    h("h2", { class: `status ${tone}`, tabindex: -1, id: "status" }, ...iconAndText(sign, status)),
    view.followed !== undefined &&
      h(
        "p",
        { id: "followed" },
        t("followed"),
        " ",
        h("a", { href: trackingPath(view.followed.tracking_id) }, view.followed.tracking_id),
        `: ${view.followed.status_label[language()]}.`,
      ),
    view.lives_at !== undefined && otherStack(view.lives_at),
    view.breached && notice("wrong", "warning", "breachHeading", t("breachMore")),
    view.due &&
      !view.lives_at &&
      h(
        "div",
        { class: "due" },
        h("p", {}, icon("clock"), h("span", {}, view.due.label[language()], " ", daysLeft(view.due, view.zone, now))),
        view.due.days.length > 0 && dueExplanation(view.due),
        view.office_due && view.office_due.at !== view.due.at && h("p", { class: "hint", id: "office-due" }, view.office_due.label[language()]),
      ),
    h(
      "dl",
      { class: "facts" },
      ...(view.agency && !view.lives_at && !status.includes(view.agency.name) ? fact("agencyNow", view.agency.name) : []),
      ...fact("filedAt", formatInstant(view.filed_at, view.zone, language())),
    ),
    view.sensitive && h("p", { class: "hint" }, t("sensitive")),
  );
}

/** Leads to the stack that works the case now. The address holds the number, never the secret. */
function otherStack({ name, track_url: address }: OtherStack): HTMLElement {
  return h(
    "div",
    { class: "notice calm", id: "elsewhere" },
    h("p", {}, t("elsewhereMore", { name })),
    h("p", {}, t("elsewhereSame")),
    address === null
      ? h("p", {}, t("elsewhereUnknown"))
      : h("p", {}, h("a", { class: "button primary", href: address }, t("elsewhereOpen", { name }))),
  );
}

/** The events, newest first, with their photos. Private photos need the secret. */
export function caseTimeline(view: Case, secret: string | null): HTMLElement {
  return h(
    "section",
    {},
    h("h2", {}, t("timeline")),
    h("ol", { class: "timeline", reversed: true }, ...[...view.timeline].reverse().map((event) => timelineEntry(event, view, secret))),
  );
}

/** The office's answer, for a reporter who is asked about it; null when there is none, or one without words. */
export function latestAnswer(view: Case): HTMLElement | null {
  const answer = [...view.timeline].reverse().find(({ kind }) => kind === "responded");
  if (!answer?.note) return null;
  return h(
    "section",
    { id: "answer" },
    h("h2", {}, t("answerHeading")),
    h("p", { class: "words quoted" }, answer.note),
    h("p", { class: "hint" }, `${answer.actor.name ?? t("agencyUnknown")} · `, h("time", { datetime: answer.at }, formatInstant(answer.at, view.zone, language()))),
  );
}

/** The report itself: its text, category, place and date. */
export function reportText(view: Case): HTMLElement {
  const region = view.region ? [...view.region.path].reverse().join(", ") : "";
  return h(
    "section",
    {},
    h("h2", {}, t("reportWords")),
    h("p", { class: "words quoted" }, view.text),
    h(
      "dl",
      { class: "facts" },
      ...(view.category ? fact("rowCategory", view.category.name[language()]) : []),
      ...(view.place || region ? fact("rowPlace", [view.place, region].filter(Boolean).join(", ")) : []),
      ...(view.incident_date ? fact("rowDate", formatDay(view.incident_date, language())) : []),
    ),
  );
}

function fact(name: WordKey, words: string): Child[] {
  return [h("dt", {}, t(name)), h("dd", {}, words)];
}

function timelineEntry(event: CaseEvent, view: Case, secret: string | null): HTMLElement {
  const role = ACTORS[event.actor.role];
  const label = event.label[language()];
  const actor = event.actor.name ?? (role ? t(role) : t("agencyUnknown"));
  const receiver = event.data?.["to_name"];
  return h(
    "li",
    {},
    h("p", { class: "entry-head" }, label),
    typeof receiver === "string" && !label.includes(receiver) && h("p", {}, t("timelineTo", { agency: receiver })),
    event.kind === "attached" && casePhoto(view, event.data ?? {}, secret),
    event.note ? h("p", { class: "words quoted" }, event.note) : null,
    h("p", { class: "hint" }, label.includes(actor) || event.kind === "attached" ? null : `${actor} · `, h("time", { datetime: event.at }, formatInstant(event.at, view.zone, language()))),
  );
}
