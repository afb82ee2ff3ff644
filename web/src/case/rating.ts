/** What the reporter thinks of the work: 1 to 5, and the wish that another office look at it. */

import { appeal, rate, type CaseView } from "../shared/api";
import { h, icon } from "../shared/dom";
import { t } from "../i18n/language";
import type { ReporterContext } from "./reply_form";
import { sayForm, wordsArea, wordsField } from "./reporter_form";
import type { WordKey } from "../i18n/words";

/** From the worst to the best; the place in the list is the number of stars. */
const RATINGS: readonly WordKey[] = ["rate1", "rate2", "rate3", "rate4", "rate5"];

/** Work can be judged once there is an answer, or an end. */
export function canJudge({ status }: Pick<CaseView, "status">): boolean {
  return status === "responded" || status === "closed";
}

/** An earlier rating in words, null when there is none or one this page does not know. */
export function ratingWords(stars: number | null): string | null {
  const key = stars === null ? undefined : RATINGS[stars - 1];
  return key ? t("rated", { words: t(key), stars: stars ?? 0 }) : null;
}

/** One choice of five, with words if somebody has some. A later rating takes the place of an earlier one. */
export function ratingBox(view: CaseView, { secret, onDone }: ReporterContext): HTMLElement {
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
  const area = wordsArea("rate-words", 2);
  area.setAttribute("aria-describedby", "rate-hint");
  const earlier = ratingWords(view.rating);
  return h(
    "section",
    {},
    h("h2", { id: "rate-heading" }, t("rateHeading")),
    earlier && h("p", { id: "rated", class: "with-icon good", tabindex: -1 }, icon("check"), h("span", {}, earlier)),
    sayForm(
      {
        field: group.querySelector("input") as HTMLInputElement,
        button: earlier ? "rateAgain" : "rateSend",
        look: "secondary",
        read: () => (chosen() ? { stars: Number(chosen()), text: area.value.trim() } : null),
        missing: "rateMissing",
        lost: "unreachable",
        send: (said, key) => rate(view.tracking_id, secret, said, key),
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

/** Folded away, because most who write "not solved" want the same office to finish. */
export function appealBox(view: CaseView, { secret, onDone }: ReporterContext): HTMLElement {
  const area = wordsArea("appeal-words", 4);
  return h(
    "details",
    { id: "appeal" },
    h("summary", {}, t("appealSummary")),
    h("p", {}, t("appealMore")),
    sayForm(
      {
        field: area,
        button: "appealSend",
        look: "secondary",
        read: () => area.value.trim() || null,
        missing: "appealMissing",
        lost: "unreachable",
        send: (text, key) => appeal(view.tracking_id, secret, text, key),
        onSent: (after) => onDone(after, t("appealSent"), "status"),
      },
      (problem) => [wordsField("appealLabel", area, problem)],
    ),
  );
}
