/** What the reporter can still say: answer a question, judge a response, reopen, or prove to be the reporter first. */

import { reply, type CaseView } from "../shared/api";
import { h } from "../shared/dom";
import { t } from "../i18n/language";
import { parseSecret } from "../shared/tracking_id";
import { sayForm, wordsArea, wordsField } from "./reporter_form";
import { OPEN } from "../shared/case_status";
import type { WordKey } from "../i18n/words";

/** What the boxes of a reporter need from the page around them. */
export interface ReporterContext {
  /** The follow-up code, once this phone or its owner has given it. */
  readonly secret: string;
  /** Shows the case as it is afterwards, says so, and puts the focus on the element with that id. */
  readonly onDone: (view: CaseView, said: string, focus: string) => void;
}

/** Takes over a code that has the right shape; answers whether it opened the case. */
export type UseSecret = (secret: string) => Promise<boolean>;

/** The box that fits the status; null when there is nothing to say. */
export function replyBox(view: CaseView, context: ReporterContext): HTMLElement | null {
  const say = composer(view.tracking_id, context);
  if (view.status === "responded") return verdict(say);
  if (view.status === "closed") {
    return h("section", {}, h("details", { id: "reopen" }, h("summary", {}, t("reopenSummary")), say("solvedNoLabel", "reopenSend", false)));
  }
  if (!OPEN.includes(view.status)) return null;
  const label = view.status === "postponed" ? "replyPostponed" : "replyLabel";
  return h("section", {}, h("h2", {}, t("replyHeading")), say(label, "replySend"));
}

type Say = (label: WordKey, button: WordKey, resolved?: boolean, words?: string) => HTMLElement;

/** "Ya" sends at once; "Belum" asks what is missing, because the office needs to know. */
function verdict(say: Say): HTMLElement {
  const more = h("div", { id: "not-solved", hidden: true }, say("solvedNoLabel", "replySend", false));
  const no = h("button", { type: "button", class: "secondary", "aria-expanded": "false", "aria-controls": "not-solved" }, t("solvedNo"));
  no.addEventListener("click", () => {
    more.hidden = !more.hidden;
    no.setAttribute("aria-expanded", String(!more.hidden));
    more.querySelector("textarea")?.focus();
  });
  return h(
    "section",
    { class: "verdict" },
    h("h2", {}, t("solvedHeading")),
    h("div", { class: "pair" }, say("replyLabel", "solvedYes", true, t("solvedYesText")), no),
    more,
  );
}

/** A form that sends one reply: typed words, or `words` as they are. */
function composer(trackingId: string, { secret, onDone }: ReporterContext): Say {
  return (label, button, resolved, words) => {
    const area = wordsArea(`reply-${button}`, 4);
    return sayForm(
      {
        field: area,
        button,
        look: "primary",
        read: () => (words ?? area.value.trim()) || null,
        missing: "replyEmpty",
        lost: "replyKeep",
        send: (text, key) => reply(trackingId, secret, resolved === undefined ? { text } : { text, resolved }, key),
        onSent: (after) => onDone(after, t("replySent"), "status"),
      },
      (problem) => [words === undefined ? wordsField(label, area, problem) : problem],
    );
  };
}

/** Asks for the code; `heading` and `lead` say what it will open. */
export function codeBox(useSecret: UseSecret, heading: WordKey, lead: WordKey | null): HTMLElement {
  const problem = h("p", { class: "field-problem", id: "code-problem", role: "alert" });
  const input = h("input", {
    id: "code",
    class: "number",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    "aria-describedby": problem.id,
  });
  const use = async (event: Event): Promise<void> => {
    event.preventDefault();
    const secret = parseSecret(input.value);
    problem.textContent = secret === null ? t("codeWrong") : "";
    if (secret !== null && !(await useSecret(secret))) problem.textContent = t("codeRefused");
    if (problem.textContent) input.focus();
  };
  return h(
    "section",
    {},
    h("h2", {}, t(heading)),
    lead && h("p", {}, t(lead)),
    h(
      "form",
      { class: "reply", onsubmit: (event) => void use(event) },
      h("div", { class: "field" }, h("label", { for: "code" }, t("codeLabel")), problem, input),
      h("button", { type: "submit", class: "secondary" }, t("codeUse")),
    ),
  );
}
