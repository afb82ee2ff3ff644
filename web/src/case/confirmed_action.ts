/** An action of the reporter that is folded away and asks once before it is done. */

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import type { Case } from "../shared/case_api";
import { h } from "../shared/dom";
import { whileBusy } from "../shared/in_flight";
import { problemText, type Answer } from "../shared/http";
import { problemLine } from "./problem_line";

interface ConfirmedAction {
  readonly id: string;
  readonly summary: WordKey;
  readonly consequences: WordKey;
  readonly button: WordKey;
  readonly question: WordKey;
  readonly yes: WordKey;
  readonly act: () => Promise<Answer<Case>>;
  readonly onDone: (after: Case) => void;
}

/** The first press only asks. The focus goes to the question, so that a second press of the same key does nothing. */
export function confirmedAction(action: ConfirmedAction): HTMLElement {
  const { id, act } = action;
  const problem = problemLine(id);
  const open = h("button", { type: "button", class: "secondary", id: `${id}-open`, "aria-expanded": "false" }, t(action.button));
  const question = h("p", { id: `${id}-question`, class: "question", tabindex: -1 }, t(action.question));
  const yes = h("button", { type: "button", class: "secondary asking" }, t(action.yes));
  const no = h("button", { type: "button", class: "secondary" }, t("askNo"));
  const dialog = h(
    "div",
    { role: "group", "aria-labelledby": question.id, hidden: true },
    question,
    problem.element,
    h("div", { class: "pair" }, yes, no),
  );
  const setAsking = (asking: boolean): void => {
    open.hidden = asking;
    open.setAttribute("aria-expanded", String(asking));
    dialog.hidden = !asking;
    problem.show("");
    (asking ? question : open).focus();
  };
  const confirm = async (): Promise<void> => {
    problem.show("");
    yes.disabled = no.disabled = true;
    const answer = await act();
    if (answer.ok) {
      // Folded again, because the page opens what it finds open when it draws the case anew.
      setAsking(false);
      return action.onDone(answer.body);
    }
    yes.disabled = no.disabled = false;
    problem.show(answer.problem ? problemText(answer.problem) : t("unreachable"));
    yes.focus();
  };
  open.addEventListener("click", () => setAsking(true));
  no.addEventListener("click", () => setAsking(false));
  yes.addEventListener("click", () => void whileBusy(dialog, confirm));
  return h("details", { id }, h("summary", {}, t(action.summary)), h("p", {}, t(action.consequences)), open, dialog);
}
