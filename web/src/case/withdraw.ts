/** The withdrawal of a report by its reporter. */

import { t } from "../i18n/language";
import type { Case } from "../shared/case_api";
import { withdrawCase } from "./api";
import { confirmedAction } from "./confirmed_action";
import { idempotencyKeys } from "./idempotency_key";
import type { ReporterContext } from "./reporter_form";

export function withdrawalForm({ tracking_id }: Case, { secret, onDone }: ReporterContext): HTMLElement {
  const keys = idempotencyKeys(`${tracking_id} withdraw`);
  return confirmedAction({
    id: "withdraw",
    summary: "withdrawSummary",
    consequences: "withdrawMore",
    button: "withdrawButton",
    question: "withdrawAsk",
    yes: "withdrawYes",
    act: () => withdrawCase(tracking_id, secret, keys.of(null)),
    onDone: (after) => onDone(after, t("withdrawDone"), "status"),
  });
}
