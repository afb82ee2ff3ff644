/** One case as its reporter or the public sees it: where it is, until when, what happened, and what was written. */

import type { CaseView, Home, TimelineEntry } from "../shared/api";
import { formatDay, formatInstant } from "../i18n/dates";
import { breakAtHyphens, h, icon, type Child } from "../shared/dom";
import { daysLeft, dueExplanation, dueSentence } from "./due_date";
import { language, t } from "../i18n/language";
import { zone } from "../shared/stack";
import { photoOf } from "../attachments/case_photo";
import { trackingPath } from "../shared/addresses";
import { notice } from "../shared/notice";
import { statusFace, statusWords } from "./status_label";
import type { WordKey } from "../i18n/words";

const ACTORS: Readonly<Record<string, WordKey>> = {
  reporter: "actorYou",
  system: "actorSystem",
  coordinator: "actorCoordinator",
};

/** Status, agency and due date. */
export function caseHead(view: CaseView): HTMLElement {
  const { sign, tone } = statusFace(view);
  const now = new Date();
  const status = statusWords(view);
  return h(
    "section",
    { class: "case-head" },
    h("p", { class: "case-number" }, ...breakAtHyphens(view.tracking_id)),
    h("h2", { class: `status ${tone}`, tabindex: -1, id: "status" }, icon(sign), h("span", {}, status)),
    view.followed !== undefined &&
      h(
        "p",
        { id: "followed" },
        t("followed"),
        " ",
        h("a", { href: trackingPath(view.followed.tracking_id) }, view.followed.tracking_id),
        `: ${view.followed.status_label[language()]}.`,
      ),
    view.lives_at !== undefined && elsewhere(view.lives_at),
    view.breached && notice("wrong", "warning", "breachHeading", t("breachMore")),
    view.due &&
      !view.lives_at &&
      h(
        "div",
        { class: "due" },
        h("p", {}, icon("clock"), h("span", {}, dueSentence(view.due, zone(), now), " ", daysLeft(view.due, zone(), now))),
        view.due.days.length > 0 && dueExplanation(view.due),
      ),
    h(
      "dl",
      { class: "facts" },
      ...(view.agency && !view.lives_at && !status.includes(view.agency.name) ? fact("agencyNow", view.agency.name) : []),
      ...fact("filedAt", formatInstant(view.filed_at, zone(), language())),
    ),
    view.sensitive && h("p", { class: "hint" }, t("sensitive")),
  );
}

/** Leads to the stack that works the case now. Its address holds the number; the code stays with the reporter. */
function elsewhere({ name, track_url: address }: Home): HTMLElement {
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

/** What happened, newest first, with the photos that came along. Private ones need the secret. */
export function caseTimeline(view: CaseView, secret: string | null): HTMLElement {
  return h(
    "section",
    {},
    h("h2", {}, t("timeline")),
    h("ol", { class: "timeline", reversed: true }, ...[...view.timeline].reverse().map((item) => entry(item, view, secret))),
  );
}

/** The complaint itself. */
export function caseWords(view: CaseView): HTMLElement {
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

function entry(item: TimelineEntry, view: CaseView, secret: string | null): HTMLElement {
  const role = ACTORS[item.actor.role];
  const label = item.label[language()];
  const actor = item.actor.name ?? (role ? t(role) : t("agencyUnknown"));
  const receiver = item.data?.["to_name"];
  return h(
    "li",
    {},
    h("p", { class: "entry-head" }, label),
    typeof receiver === "string" && !label.includes(receiver) && h("p", {}, t("timelineTo", { agency: receiver })),
    item.kind === "attached" && photoOf(view, item.data ?? {}, secret),
    item.note ? h("p", { class: "words quoted" }, item.note) : null,
    h("p", { class: "hint" }, label.includes(actor) || item.kind === "attached" ? null : `${actor} · `, h("time", { datetime: item.at }, formatInstant(item.at, zone(), language()))),
  );
}
