/** The erasure of the reporter's name, contact details and photos. */

import { t } from "../i18n/language";
import { trackComplaint, type Case } from "../shared/case_api";
import { h } from "../shared/dom";
import { eraseIdentity } from "./api";
import { confirmedAction } from "./confirmed_action";
import type { ReporterContext } from "./reporter_form";

/** Whether name, contact details and photos are erased: the timeline holds the event, and no photo came after it. */
export function isErased({ timeline, attachments }: Pick<Case, "timeline" | "attachments">): boolean {
  return timeline.some(({ kind }) => kind === "erased") && !attachments.some(({ by }) => by.role === "reporter");
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
