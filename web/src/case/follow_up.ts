/** Some time after the closing the reporter is asked whether it is still good: two buttons, and no argument. */

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import type { Case } from "../shared/case_api";
import { h } from "../shared/dom";
import { followUp } from "./api";
import { reporterForm, type ReporterContext } from "./reporter_form";

const ENDS = new Set(["followed_up", "reopened", "appealed"]);

/** Whether the last question of the timeline waits for its answer. */
export function isAsked({ status, timeline }: Pick<Case, "status" | "timeline">): boolean {
  const last = timeline.filter(({ kind }) => kind === "asked" || ENDS.has(kind)).at(-1);
  return status === "closed" && last?.kind === "asked";
}

export function followUpForm(view: Case, { secret, onDone }: ReporterContext): HTMLElement {
  const answer = (good: boolean, button: WordKey, sent: WordKey): HTMLElement => {
    const field = h("input", { type: "hidden", id: `follow-up-${button}` });
    return reporterForm(
      {
        trackingId: view.tracking_id,
        field,
        button,
        look: good ? "primary" : "secondary",
        requestFromFields: () => good,
        missing: "unreachable",
        unanswered: "unreachable",
        send: (given, key) => followUp(view.tracking_id, secret, given, key),
        onSent: (after) => onDone(after, t(sent), "status"),
      },
      (problem) => [problem, field],
    );
  };
  return h(
    "section",
    { class: "verdict", id: "follow-up" },
    h("h2", {}, t("followUpHeading")),
    h("div", { class: "pair" }, answer(true, "followUpYes", "followUpThanks"), answer(false, "followUpNo", "followUpReopened")),
  );
}
