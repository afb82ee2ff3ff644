/** The erasure of all that the reporter gave: name, contact details, photos, words and place. */

import { t } from "../i18n/language";
import { trackComplaint, type Case } from "../shared/case_api";
import { h } from "../shared/dom";
import { eraseIdentity } from "./api";
import { confirmedAction } from "./confirmed_action";
import { hasNoWords } from "./redaction";
import type { ReporterContext } from "./reporter_form";

/** Whether everything is erased: the timeline holds the event, and no words and photos are left or came after it. */
export function isErased(view: Pick<Case, "title" | "text" | "timeline" | "attachments">): boolean {
  const { timeline, attachments } = view;
  return timeline.some(({ kind }) => kind === "erased") && !attachments.some(({ by }) => by.role === "reporter") && hasNoWords(view);
}

/** The form, or a sentence when the erasure is done. */
export function erasureForm(view: Case, { secret, onDone }: ReporterContext): HTMLElement {
  if (isErased(view)) return h("p", { class: "hint" }, t("eraseDone"));
  return confirmedAction({
    id: "erase",
    summary: "eraseSummary",
    consequences: "eraseMore",
    button: "eraseButton",
    question: "eraseAsk",
    yes: "eraseYes",
    act: async () => {
      const answer = await eraseIdentity(view.tracking_id, secret);
      if (!answer.ok) return answer;
      // The name is gone by now, whether or not the case can be read again.
      const after = await trackComplaint(view.tracking_id, secret);
      return after.ok ? after : { ok: true, body: view };
    },
    onDone: (after) => onDone(after, t("eraseDone"), "status"),
  });
}
