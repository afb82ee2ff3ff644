/** A form with which the reporter tells the office something: it is kept once, however often the connection breaks. */

import type { CaseView } from "../shared/api";
import type { Answer, Problem } from "../shared/http";
import { fill, h, icon, type Child } from "../shared/dom";
import { t } from "../i18n/language";
import { newRandomKey } from "../shared/random_key";
import type { WordKey } from "../i18n/words";

export interface Saying<Said> {
  /** What a problem is about, and what gets the focus when something is missing; its id names the problem's element. */
  readonly field: HTMLElement;
  readonly button: WordKey;
  readonly look: "primary" | "secondary";
  /** What is to be sent; null while something is missing. */
  readonly read: () => Said | null;
  readonly missing: WordKey;
  /** What is said when nothing answers. */
  readonly lost: WordKey;
  readonly send: (said: Said, repetitionKey: string) => Promise<Answer<CaseView>>;
  readonly onSent: (view: CaseView) => void;
}

/** Keys for sending: the same as long as the same is sent, so that a repetition is recognised. */
export function repetitionKeys(make: () => string = newRandomKey): (said: unknown) => string {
  let last: { readonly said: string; readonly key: string } | null = null;
  return (said) => {
    const written = JSON.stringify(said);
    if (last?.said !== written) last = { said: written, key: make() };
    return last.key;
  };
}

/** The form; `inside` places the fields around the element that tells what is wrong. */
export function sayForm<Said>(saying: Saying<Said>, inside: (problem: HTMLElement) => Child[]): HTMLFormElement {
  const { field } = saying;
  const { problem, complain } = problemLine(field.id);
  const keyOf = repetitionKeys();
  const submit = h("button", { type: "submit", class: saying.look }, t(saying.button));
  const say = (words: string): void => {
    complain(words);
    if (!field.matches("textarea")) return;
    if (words) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  };
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (submit.disabled) return;
    const said = saying.read();
    if (said === null) {
      say(t(saying.missing));
      return field.focus();
    }
    say("");
    submit.disabled = true;
    submit.textContent = t("sending");
    const answer = await saying.send(said, keyOf(said));
    if (answer.ok) {
      // Emptied here, because the page keeps what stands in its fields when it is drawn again.
      for (const area of form.querySelectorAll("textarea")) area.value = "";
      return saying.onSent(answer.body);
    }
    submit.disabled = false;
    submit.textContent = t(saying.button);
    say(answer.problem ? wordsOf(answer.problem) : t(saying.lost));
    submit.focus();
  };
  const form = h("form", { class: "reply", onsubmit: (event) => void send(event) }, ...inside(problem), submit);
  return form;
}

/** A field for words under its label, with the problem between the two. */
export function wordsField(label: WordKey, area: HTMLTextAreaElement, problem: Child): HTMLElement {
  return h("div", { class: "field" }, h("label", { for: area.id }, t(label)), problem, area);
}

export function wordsArea(id: string, rows: number): HTMLTextAreaElement {
  return h("textarea", { id, rows, maxlength: 10_000, "aria-describedby": `${id}-problem` });
}

/** An empty line for the problem of what has this id, and how to fill it; no words empty it again. */
export function problemLine(id: string): { readonly problem: HTMLElement; readonly complain: (words: string) => void } {
  const problem = h("p", { class: "field-problem", id: `${id}-problem`, role: "alert" });
  return { problem, complain: (words) => fill(problem, words !== "" && icon("warning"), words !== "" && h("span", {}, words)) };
}

/** What a problem document says, its fields first. */
export function wordsOf(problem: Problem): string {
  return problem.errors?.map(({ detail }) => detail).join(" ") || problem.detail || problem.title;
}
