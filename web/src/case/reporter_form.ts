/** A form with which the reporter writes to the office. Its request takes effect once, however often the connection breaks. */

import { language, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import type { Case } from "../shared/case_api";
import { h, type Child } from "../shared/dom";
import { whileBusy } from "../shared/in_flight";
import { problemText, type Answer } from "../shared/http";
import { maskPersonalData } from "../shared/personal_data";
import { showPersonalHint } from "../shared/personal_hint";
import { idempotencyKeys } from "./idempotency_key";
import { problemLine } from "./problem_line";

/** What the forms of a reporter need from the page around them. */
export interface ReporterContext {
  /** The follow-up secret, from this phone or typed. */
  readonly secret: string;
  /** Shows the case as it is afterwards with a message, and puts the focus on the element with that id. */
  readonly onDone: (after: Case, message: string, focus: string) => void;
}

interface ReporterFormOptions<Request> {
  readonly trackingId: string;
  /** The field that problems are about; it gets the focus when something is missing, and its id names the problem's element. */
  readonly field: HTMLElement;
  readonly button: WordKey;
  readonly look: "primary" | "secondary";
  /** The request as the fields give it; null while something is missing. */
  readonly requestFromFields: () => Request | null;
  /** The problem when something is missing. */
  readonly missing: WordKey;
  /** The problem when nothing answers. */
  readonly unanswered: WordKey;
  readonly send: (request: Request, idempotencyKey: string) => Promise<Answer<Case>>;
  readonly onSent: (after: Case) => void;
}

/** The form; `fieldsAround` places the fields around the element that shows a problem. */
export function reporterForm<Request>(options: ReporterFormOptions<Request>, fieldsAround: (problem: HTMLElement) => Child[]): HTMLFormElement {
  const { field } = options;
  const problem = problemLine(field.id);
  const keys = idempotencyKeys(`${options.trackingId} ${field.id}`);
  const submit = h("button", { type: "submit", class: options.look }, t(options.button));
  const showProblem = (words: string): void => {
    problem.show(words);
    if (!field.matches("textarea")) return;
    if (words) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  };
  const send = async (): Promise<void> => {
    const request = options.requestFromFields();
    if (request === null) {
      showProblem(t(options.missing));
      return field.focus();
    }
    showProblem("");
    submit.disabled = true;
    submit.textContent = t("sending");
    const answer = await options.send(request, keys.of(request));
    if (answer.ok) {
      keys.forget();
      // Emptied here, because the page restores what stands in its fields when it draws the case again.
      for (const area of form.querySelectorAll("textarea")) area.value = "";
      return options.onSent(answer.body);
    }
    submit.disabled = false;
    submit.textContent = t(options.button);
    showProblem(answer.problem ? problemText(answer.problem) : t(options.unanswered));
    submit.focus();
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    if (!submit.disabled) void whileBusy(form, send);
  };
  const form = h("form", { class: "reply", onsubmit: onSubmit }, ...fieldsAround(problem.element), submit);
  return form;
}

/** A text field under its label, with the problem between the two and the hint about personal data below. */
export function labelledTextArea(label: WordKey, area: HTMLTextAreaElement, problem: Child): HTMLElement {
  const hint = h("div", { class: "personal", role: "status" });
  const draw = (): void => showPersonalHint(hint, { text: area.value, isPublic: false, hide, makeSecret: null });
  const hide = (): void => {
    area.value = maskPersonalData(area.value, language());
    draw();
    area.focus();
  };
  area.addEventListener("input", draw);
  return h("div", { class: "field" }, h("label", { for: area.id }, t(label)), problem, area, hint);
}

export function textArea(id: string, rows: number): HTMLTextAreaElement {
  return h("textarea", { id, rows, maxlength: 10_000, "aria-describedby": `${id}-problem` });
}
