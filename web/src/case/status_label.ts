/** The status of a case in a citizen's words, with its icon and colour. */

import { language, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import type { Case } from "../shared/case_api";
import type { IconName } from "../shared/dom";

interface StatusLabel {
  readonly words: WordKey;
  readonly sign: IconName;
  readonly tone: "calm" | "good" | "soon";
}

const LABELS: Readonly<Record<string, StatusLabel>> = {
  received: { words: "statusReceived", sign: "check", tone: "calm" },
  routed: { words: "statusRouted", sign: "building", tone: "calm" },
  triage: { words: "statusTriage", sign: "search", tone: "calm" },
  accepted: { words: "statusProgress", sign: "clock", tone: "calm" },
  in_progress: { words: "statusProgress", sign: "clock", tone: "calm" },
  postponed: { words: "statusPostponed", sign: "question", tone: "soon" },
  referred: { words: "statusReferred", sign: "building", tone: "calm" },
  responded: { words: "statusResponded", sign: "check", tone: "good" },
  closed: { words: "statusClosed", sign: "check", tone: "good" },
  reopened: { words: "statusReopened", sign: "clock", tone: "calm" },
};

/** The status as a sentence; a status that this page does not know has the server's label. */
export function statusText(view: Case): string {
  if (view.lives_at) return t("statusElsewhere", { name: view.lives_at.name });
  const label = labelOf(view);
  const needsAgency = label?.words === "statusRouted" || label?.words === "statusReferred";
  if (label === undefined || (needsAgency && view.agency === null)) return view.status_label[language()];
  return t(label.words, { agency: view.agency?.name ?? "" });
}

export function statusLook(view: Case): Pick<StatusLabel, "sign" | "tone"> {
  return labelOf(view) ?? { sign: "check", tone: "calm" };
}

const ENDS: readonly string[] = ["withdrawn", "confirmed", "closed"];

/** None for a closed case that its reporter took back: the server says so, and "done" would be wrong. */
function labelOf({ status, timeline }: Pick<Case, "status" | "timeline">): StatusLabel | undefined {
  const end = [...timeline].reverse().find(({ kind }) => ENDS.includes(kind));
  return status === "closed" && end?.kind === "withdrawn" ? undefined : LABELS[status];
}
