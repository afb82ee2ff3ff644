/** What the reporter can take back: the report, or only name and contact details. Both ask once. */

import { erase, view as look, withdraw, type CaseView } from "../shared/api";
import type { Answer } from "../shared/http";
import { h } from "../shared/dom";
import { t } from "../i18n/language";
import { newRandomKey } from "../shared/random_key";
import type { ReporterContext } from "./reply_form";
import { problemLine, wordsOf } from "./reporter_form";
import { OPEN } from "../shared/case_status";
import type { WordKey } from "../i18n/words";

/** Only what has not ended can be withdrawn. */
export function canWithdraw({ status }: Pick<CaseView, "status">): boolean {
  return status === "responded" || OPEN.includes(status);
}

/** Whether name, contact details and photos are gone already: the reporter's own timeline tells, unless photos came since. */
export function isErased({ timeline, attachments }: Pick<CaseView, "timeline" | "attachments">): boolean {
  return timeline.some(({ kind }) => kind === "erased") && !attachments.some(({ by }) => by.role === "reporter");
}

export function takingBack(view: CaseView, { secret, onDone }: ReporterContext): HTMLElement {
  const number = view.tracking_id;
  const withdrawalKey = newRandomKey();
  const withdrawal = {
    id: "withdraw",
    summary: "withdrawSummary",
    more: "withdrawMore",
    button: "withdrawButton",
    question: "withdrawAsk",
    yes: "withdrawYes",
    act: () => withdraw(number, secret, withdrawalKey),
    onDone: (after: CaseView) => onDone(after, t("withdrawDone"), "status"),
  } as const;
  const erasure = {
    id: "erase",
    summary: "eraseSummary",
    more: "eraseMore",
    button: "eraseButton",
    question: "eraseAsk",
    yes: "eraseYes",
    act: async (): Promise<Answer<CaseView>> => {
      const answer = await erase(number, secret);
      // The name is gone once this is answered, whether or not the case can be asked for again.
      if (!answer.ok) return answer;
      const after = await look(number, secret);
      return after.ok ? after : { ok: true, body: view };
    },
    onDone: (after: CaseView) => onDone(after, t("eraseDone"), "status"),
  } as const;
  return h(
    "section",
    { class: "taking-back" },
    canWithdraw(view) && folded(withdrawal),
    isErased(view) ? h("p", { class: "hint" }, t("eraseDone")) : folded(erasure),
  );
}

interface Step {
  readonly id: string;
  readonly summary: WordKey;
  /** What it means. */
  readonly more: WordKey;
  readonly button: WordKey;
  readonly question: WordKey;
  readonly yes: WordKey;
  readonly act: () => Promise<Answer<CaseView>>;
  readonly onDone: (after: CaseView) => void;
}

/** The first press only asks. The focus goes to the question, so that a second press of the same key does nothing. */
function folded({ id, summary, more, button, question, yes, act, onDone }: Step): HTMLElement {
  const { problem, complain } = problemLine(id);
  const first = h("button", { type: "button", class: "secondary" }, t(button));
  const asked = h("p", { id: `${id}-question`, class: "question", tabindex: -1 }, t(question));
  const doIt = h("button", { type: "button", class: "secondary asking" }, t(yes));
  const leave = h("button", { type: "button", class: "secondary" }, t("askNo"));
  const asking = h(
    "div",
    { role: "group", "aria-labelledby": asked.id, hidden: true },
    asked,
    problem,
    h("div", { class: "pair" }, doIt, leave),
  );
  const ask = (open: boolean): void => {
    first.hidden = open;
    asking.hidden = !open;
    complain("");
    (open ? asked : first).focus();
  };
  const go = async (): Promise<void> => {
    complain("");
    doIt.disabled = leave.disabled = true;
    const answer = await act();
    if (answer.ok) return onDone(answer.body);
    doIt.disabled = leave.disabled = false;
    complain(answer.problem ? wordsOf(answer.problem) : t("unreachable"));
    doIt.focus();
  };
  first.addEventListener("click", () => ask(true));
  leave.addEventListener("click", () => ask(false));
  doIt.addEventListener("click", () => void go());
  return h("details", { id }, h("summary", {}, t(summary)), h("p", {}, t(more)), first, asking);
}
