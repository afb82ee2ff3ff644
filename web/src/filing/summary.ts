/** The summary before sending: what was written, row by row, each with a button that leads back to it. */

import { formatDay } from "../i18n/dates";
import { language, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { h } from "../shared/dom";
import { contactHint } from "./contact";
import type { Draft } from "./draft";
import type { Step } from "./steps";

const TYPES = {
  complaint: "typeComplaint",
  aspiration: "typeAspiration",
  information_request: "typeInformation",
  praise: "typePraise",
} as const satisfies Record<Draft["type"], WordKey>;

/**
 * The rows. `agency` is the office that gets the report if that is sure, `isProtected` whether its words hide it from the
 * public; `goTo` is called with the step that a row's button leads to.
 */
export function draftSummary(draft: Draft, agency: string | null, isProtected: boolean, goTo: (step: Step) => void): HTMLElement {
  const row = (name: WordKey, step: Step | null, ...lines: string[]): HTMLElement =>
    h(
      "div",
      { class: "row" },
      h("dt", {}, t(name)),
      h("dd", {}, ...lines.map((line) => h("p", { class: "words" }, line))),
      step &&
        h(
          "dd",
          { class: "row-action" },
          h("button", { type: "button", class: "quiet", id: `change-${name}`, "aria-label": t("changeWhat", { what: t(name) }), onclick: () => goTo(step) }, t("change")),
        ),
    );
  return h(
    "dl",
    { class: "summary" },
    row("rowWords", "words", draft.text.trim()),
    row("rowType", "words", t(TYPES[draft.type])),
    row("rowCategory", "words", ...categoryLines(draft)),
    ...(agency ? [row("rowAgency", null, agency)] : []),
    row("rowPlace", "place", ...placeLines(draft)),
    ...(draft.follows ? [row("rowFollows", null, draft.follows)] : []),
    row("rowDate", "place", draft.incident_date ? formatDay(draft.incident_date, language()) : t("emptyDate")),
    row("rowPerson", "person", ...personLines(draft)),
    row("rowVisible", "person", ...visibilityLines(draft, isProtected)),
  );
}

function categoryLines({ category }: Draft): string[] {
  if (category === null) return [t("emptyCategory")];
  return [category.name[language()], category.answer?.name[language()] ?? ""].filter(Boolean);
}

function placeLines(draft: Draft): string[] {
  const region = [...draft.region].reverse().map(({ name }) => name).join(", ");
  const lines = [draft.place.trim(), region, draft.coordinates ? t("withLocation") : ""].filter(Boolean);
  return lines.length > 0 ? lines : [t("emptyPlace")];
}

function personLines(draft: Draft): string[] {
  if (draft.anonymous) return [t("anonymousPerson")];
  const lines = [draft.name.trim(), draft.phone.trim(), contactHint(draft, "phone"), draft.email.trim(), contactHint(draft, "email")].filter(Boolean);
  return lines.length > 0 ? lines : [t("emptyPerson")];
}

function visibilityLines(draft: Draft, isProtected: boolean): string[] {
  return [t(draft.secret ? "visibleSecret" : isProtected ? "visibleProtected" : "visiblePublic"), ...(draft.anonymous ? [t("visibleAnonymous")] : [])];
}
