/** What the reporter can still say: answer a question, judge a response, reopen, or prove to be the reporter first. */

import { reply, type CaseView, type Problem } from "./api";
import { h, icon, type Child } from "./dom";
import { t } from "./language";
import { newKey, readSecret } from "./receipt";
import type { WordKey } from "./words";

const OPEN = ["received", "triage", "routed", "accepted", "in_progress", "reopened", "postponed", "referred"];

/** What the box needs from the page around it. */
export interface ReplyContext {
  /** The follow-up code, once this phone or its owner has given it. */
  readonly secret: string | null;
  /** Takes over a code that has the right shape; answers whether it opened the case. */
  readonly useSecret: (secret: string) => Promise<boolean>;
  /** Shows the case as it is after a reply. */
  readonly onReplied: (view: CaseView) => void;
}

/** The box that fits the status and the reader; null when there is nothing to say. */
export function replyBox(view: CaseView, context: ReplyContext): HTMLElement | null {
  if (context.secret === null) return codeBox(context.useSecret, "replyHeading", "codeAsk");
  const say = composer(view.tracking_id, context.secret, context.onReplied);
  if (view.status === "responded") return verdict(say);
  if (view.status === "closed") {
    return h("section", {}, h("details", {}, h("summary", {}, t("reopenSummary")), say("solvedNoLabel", "reopenSend", false)));
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
function composer(trackingId: string, secret: string, onReplied: (view: CaseView) => void): Say {
  return (label, button, resolved, words) => {
    const id = `reply-${button}`;
    const problem = h("p", { class: "field-problem", id: `${id}-problem`, role: "alert" });
    const area = h("textarea", { id, rows: 4, maxlength: 10_000, "aria-describedby": problem.id });
    const submit = h("button", { type: "submit", class: "primary" }, t(button));
    let last = { text: "", repetitionKey: "" };
    const complain = (text: string): void => {
      problem.textContent = "";
      if (text) problem.append(icon("warning"), h("span", {}, text));
      area.toggleAttribute("aria-invalid", text !== "");
    };
    const send = async (event: Event): Promise<void> => {
      event.preventDefault();
      const text = words ?? area.value.trim();
      if (submit.disabled) return;
      if (text === "") {
        complain(t("replyEmpty"));
        return area.focus();
      }
      complain("");
      submit.disabled = true;
      submit.textContent = t("sending");
      if (last.text !== text) last = { text, repetitionKey: newKey() };
      const said = resolved === undefined ? { text } : { text, resolved };
      const answer = await reply(trackingId, secret, said, last.repetitionKey);
      if (answer.ok) return onReplied(answer.body);
      submit.disabled = false;
      submit.textContent = t(button);
      complain(answer.problem ? wordsOf(answer.problem) : t("replyKeep"));
      submit.focus();
    };
    const field: Child = words === undefined && h("div", { class: "field" }, h("label", { for: id }, t(label)), problem, area);
    return h("form", { class: "reply", onsubmit: (event) => void send(event) }, words !== undefined && problem, field, submit);
  };
}

/** Asks for the code; `heading` and `lead` say what it will open. */
export function codeBox(useSecret: ReplyContext["useSecret"], heading: WordKey, lead: WordKey | null): HTMLElement {
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
    const secret = readSecret(input.value);
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

/** What a problem document says, its fields first. */
export function wordsOf(problem: Problem): string {
  return problem.errors?.map(({ detail }) => detail).join(" ") || problem.detail || problem.title;
}
