/** The reporter's rating of the work, 1 to 5. */

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import type { Case } from "../shared/case_api";
import { h, iconAndText } from "../shared/dom";
import { rateCase } from "./api";
import { reporterForm, textArea, type ReporterContext } from "./reporter_form";

/** From the worst to the best; the place in the list is the number of stars. */
const RATINGS: readonly WordKey[] = ["rate1", "rate2", "rate3", "rate4", "rate5"];

/** Work can be rated, and appealed against, once the case is answered or closed. */
export function canRate({ status }: Pick<Case, "status">): boolean {
  return status === "responded" || status === "closed";
}

/** An earlier rating in words; null when there is none or one that this page does not know. */
export function ratingText(stars: number | null): string | null {
  const key = stars === null ? undefined : RATINGS[stars - 1];
  return key ? t("rated", { words: t(key), stars: stars ?? 0 }) : null;
}

/** One choice of five, with an optional reason. A later rating takes the place of an earlier one. */
export function ratingForm(view: Case, { secret, onDone }: ReporterContext): HTMLElement {
  const choices = RATINGS.map((words, at) =>
    h(
      "label",
      { class: "choice" },
      h("input", { type: "radio", name: "stars", id: `stars-${at + 1}`, value: at + 1, checked: view.rating === at + 1 }),
      h("span", {}, t(words)),
    ),
  );
  const chosen = (): string | undefined => group.querySelector<HTMLInputElement>("input:checked")?.value;
  const group = h(
    "fieldset",
    { class: "rating", role: "radiogroup", "aria-labelledby": "rate-heading", "aria-describedby": "stars-1-problem" },
    ...choices,
  );
  const area = textArea("rate-words", 2);
  area.setAttribute("aria-describedby", "rate-hint");
  const earlier = ratingText(view.rating);
  return h(
    "section",
    {},
    h("h2", { id: "rate-heading" }, t("rateHeading")),
    earlier && h("p", { id: "rated", class: "with-icon good", tabindex: -1 }, ...iconAndText("check", earlier)),
    reporterForm(
      {
        trackingId: view.tracking_id,
        field: group.querySelector("input") as HTMLInputElement,
        button: earlier ? "rateAgain" : "rateSend",
        look: "secondary",
        requestFromFields: () => (chosen() ? { stars: Number(chosen()), text: area.value.trim() } : null),
        missing: "rateMissing",
        unanswered: "unreachable",
        send: (rating, key) => rateCase(view.tracking_id, secret, rating, key),
        onSent: (after) => onDone(after, "", "rated"),
      },
      (problem) => [
        problem,
        group,
        h(
          "div",
          { class: "field" },
          h("label", { for: area.id }, t("rateWords")),
          h("p", { class: "hint", id: "rate-hint" }, t("rateHint")),
          area,
        ),
      ],
    ),
  );
}
