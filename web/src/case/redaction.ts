/** The reporter takes out their own words. */

import { t } from "../i18n/language";
import type { Case } from "../shared/case_api";
import { takeOutWords } from "./api";
import { confirmedAction } from "./confirmed_action";
import type { ReporterContext } from "./reporter_form";

/** What stands in the place of words that were taken out. */
const REDACTED = "[…]";

/** Whether nothing that the reporter wrote can be read any more. */
export function hasNoWords(view: Pick<Case, "title" | "text" | "timeline">): boolean {
  const gone = (words: string | null | undefined): boolean => !words || words === REDACTED;
  return gone(view.title) && gone(view.text) && view.timeline.every(({ actor, note }) => actor.role !== "reporter" || gone(note));
}

/** The form, or nothing when no words are left. */
export function ownWordsForm(view: Case, { secret, onDone }: ReporterContext): HTMLElement | false {
  if (hasNoWords(view)) return false;
  return confirmedAction({
    id: "own-words",
    summary: "wordsSummary",
    consequences: "wordsMore",
    button: "wordsButton",
    question: "wordsAsk",
    yes: "wordsYes",
    act: () => takeOutWords(view.tracking_id, secret),
    onDone: (after) => onDone(after, t("wordsDone"), "status"),
  });
}
