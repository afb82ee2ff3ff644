/** A case's status in a citizen's words, with the sign and tone that go with it. */

import type { CaseView } from "../shared/api";
import type { IconName } from "../shared/dom";
import { language, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";

interface Face {
  readonly words: WordKey;
  readonly sign: IconName;
  readonly tone: "calm" | "good" | "soon";
}

const FACES: Readonly<Record<string, Face>> = {
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

/** The status as a sentence; a status this page does not know is told in the server's words. */
export function statusWords(view: CaseView): string {
  if (view.lives_at) return t("statusElsewhere", { name: view.lives_at.name });
  const face = FACES[view.status];
  const needsAgency = face?.words === "statusRouted" || face?.words === "statusReferred";
  if (face === undefined || (needsAgency && view.agency === null)) return view.status_label[language()];
  return t(face.words, { agency: view.agency?.name ?? "" });
}

export function statusFace(view: CaseView): Pick<Face, "sign" | "tone"> {
  return FACES[view.status] ?? { sign: "check", tone: "calm" };
}
