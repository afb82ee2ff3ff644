/** A case: the citizen's words large, what happened, both dates explained, and the acts that are possible now. */

import { calendarDay, formatDay, formatInstant } from "../i18n/dates";
import { language, t } from "../i18n/language";
import { dueExplanation } from "../case/due_date";
import type { CaseEvent, DueDate } from "../shared/case_api";
import { h, type Child } from "../shared/dom";
import { photoAddress, type DeskCase, type Session } from "./api";
import { hasDraft, nameOf, type Act } from "./acts";
import { letterView } from "./letter";

interface CaseView {
  readonly session: Session;
  readonly seen: DeskCase;
  readonly acts: readonly Act[];
  readonly notice: string | null;
  /** Where the list is that the case was opened from, and what it is called. */
  readonly back: { readonly hash: string; readonly name: string };
  /** The form of the act that is being written. */
  readonly form: HTMLElement | null;
  /** Photos of an act before that are on their way. */
  readonly photos: HTMLElement | null;
  /** Who of the office has the case. */
  readonly holder: HTMLElement | null;
  /** What a page adds above the acts. */
  readonly panel: HTMLElement | null;
  readonly start: (act: Act) => void;
}

const IN_BAR = 3;

function dateView(label: string, due: DueDate | null): HTMLElement {
  return h("div", {}, h("dt", {}, label), h("dd", {}, due === null ? t("noDate") : formatDay(due.on, language()), due !== null && h("p", { class: "hint" }, due.label[language()]), due !== null && dueExplanation(due)));
}

function who(seen: DeskCase, event: CaseEvent): string {
  return [formatInstant(event.at, seen.zone, language()), event.actor.person ?? null, event.actor.name].filter(Boolean).join(" · ");
}

function eventView(seen: DeskCase, event: CaseEvent): HTMLElement {
  return h("li", {}, h("p", {}, h("strong", {}, event.label[language()])), event.note ? h("p", { class: "words quoted" }, event.note) : null, h("p", { class: "hint" }, who(seen, event)));
}

function photosView(session: Session, seen: DeskCase): HTMLElement | null {
  if (seen.attachments.length === 0) return null;
  const figures = seen.attachments.map((each) => {
    const image = h("img", { alt: t("deskPhoto", { day: formatDay(calendarDay(seen.zone, new Date(each.at)), language()) }), decoding: "async" });
    void photoAddress(session, each.preview_url).then((address) => {
      if (address !== null) image.src = address;
    });
    return h("figure", {}, image);
  });
  return h("section", {}, h("h2", {}, t("photosHeading")), h("div", { class: "photos" }, ...figures));
}

/** The citizen's words; a report that is one sentence stands in the heading already. */
function wordsView(seen: DeskCase): HTMLElement | null {
  return seen.text === null || seen.text.trim() === seen.title ? null : h("p", { class: "citizen words" }, seen.text);
}

function placeView(seen: DeskCase): HTMLElement | null {
  const words = [seen.place, seen.region?.path.slice(1).reverse().join(", ")].filter(Boolean).join(" · ");
  const point = seen.coordinates;
  if (words === "" && point === null) return null;
  return h("p", {}, `${t("placeOf")}: ${words} `, point !== null && h("a", { href: `geo:${point.lat},${point.lon}` }, t("directions")));
}

/** The draft that lies there, or what must change in the one that was sent back. */
function draftView(seen: DeskCase): HTMLElement | null {
  const last = seen.timeline.filter(({ kind }) => kind === "drafted" || kind === "sent_back").pop();
  if (last === undefined || (!hasDraft(seen) && last.kind === "drafted") || last.note === undefined) return null;
  if (last.kind === "sent_back" && last !== seen.timeline.filter(({ kind }) => kind === "responded" || kind === "sent_back").pop()) return null;
  return h(
    "section",
    { class: last.kind === "drafted" ? "draft" : "draft notice soon", "aria-labelledby": "draft-heading" },
    h("h2", { id: "draft-heading" }, last.kind === "drafted" ? t("draftHeading") : t("sentBackHeading")),
    h("p", { class: "words" }, last.note ?? ""),
    h("p", { class: "hint" }, who(seen, last)),
  );
}

function actsView({ acts, form, photos, panel, start }: CaseView): HTMLElement {
  // Handing over is what the panel is for.
  const possible = acts.filter(({ action, reason }) => reason === null && (panel === null || action !== "disposition"));
  const impossible = acts.filter(({ reason }) => reason !== null);
  const button = (each: Act, first: boolean): HTMLElement =>
    h("button", { type: "button", class: first ? "primary" : "secondary", "data-action": each.action, onclick: () => start(each) }, h("span", {}, nameOf(each)), each.key !== null && h("kbd", {}, each.key));
  const rest = possible.slice(IN_BAR);
  const more: Child =
    rest.length + impossible.length > 0 &&
    h(
      "details",
      { class: "more-acts" },
      h("summary", {}, t("moreActs")),
      rest.length > 0 && h("div", { class: "act-bar" }, ...rest.map((each) => button(each, false))),
      impossible.length > 0 && h("h3", {}, t("notNow")),
      impossible.length > 0 && h("ul", { class: "reasons" }, ...impossible.map((each) => h("li", {}, h("strong", {}, nameOf(each)), h("span", { class: "hint" }, each.reason)))),
    );
  return h(
    "section",
    { class: form === null ? "acts" : "acts with-form", "aria-labelledby": "acts-heading" },
    h("h2", { id: "acts-heading", class: "unseen" }, t("actsHeading")),
    h("div", { class: "act-place" }, photos, form),
    possible.length === 0 ? h("p", { class: "hint" }, t("nothingToDo")) : h("div", { class: "act-bar" }, ...possible.slice(0, IN_BAR).map((each, at) => button(each, at === 0 && panel === null))),
    more,
  );
}

export function caseView(view: CaseView): HTMLElement {
  const { session, seen, notice, back } = view;
  const flags = [seen.secret && t("flagSecret"), seen.sensitive && t("flagSensitive"), seen.anonymous && t("flagAnonymous")].filter((each) => each !== false);
  return h(
    "article",
    { class: "case" },
    h("p", { class: "back" }, h("a", { href: back.hash }, `‹ ${back.name}`)),
    notice !== null && h("div", { class: "notice soon", role: "alert", id: "case-notice", tabindex: -1 }, h("p", {}, notice)),
    h("p", { class: "hint" }, `${seen.tracking_id} · ${seen.status_label[language()]}`),
    flags.length > 0 && h("p", { class: "marks" }, ...flags.map((flag) => h("span", { class: "flag" }, flag))),
    h("h1", { id: "case-title", tabindex: -1 }, seen.title ?? t("untitled")),
    h("div", { class: "report" }, h("div", {}, wordsView(seen), placeView(seen), photosView(session, seen)), draftView(seen)),
    view.holder,
    view.panel,
    letterView(seen),
    h("dl", { class: "dates" }, dateView(t("ofOffice"), seen.office_due), dateView(t("ofCitizen"), seen.due)),
    actsView(view),
    h("section", {}, h("h2", {}, t("journey")), h("ol", { class: "journey" }, ...[...seen.timeline].reverse().map((event) => eventView(seen, event)))),
  );
}
