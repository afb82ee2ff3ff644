/** The error summary: what to fix, each line leading to its field, and the same words beside the field. */

import { t } from "../i18n/language";
import { byId, fill, h, iconAndText } from "./dom";

export interface FieldProblem {
  /** The id of the field it is about; null when it is about none. */
  readonly field: string | null;
  readonly words: string;
  /** The character that it is about, counted from 0 behind the blank margin. */
  readonly position?: number | undefined;
}

/** Shows the summary with the focus on it and marks the fields; an empty list clears both. */
export function showErrorSummary(problems: readonly FieldProblem[], form: HTMLElement): void {
  form.querySelectorAll("[aria-invalid]").forEach(unmarkField);
  for (const marked of form.querySelectorAll(".field-problem")) marked.remove();
  const box = byId("problems");
  if (problems.length === 0) return fill(box);
  const summary = h(
    "div",
    { class: "notice wrong", role: "alert", tabindex: -1, "aria-labelledby": "problems-heading" },
    h("h2", { id: "problems-heading", class: "notice-head" }, ...iconAndText("warning", t("problemsHeading"))),
    h("ul", {}, ...problems.map((problem) => h("li", { "data-field": problem.field }, summaryLine(problem)))),
  );
  fill(box, summary);
  problems.forEach(markField);
  summary.focus();
}

/** Clears the problem of one field that is being corrected, and the summary with its last line. */
export function clearFieldProblem(field: Element): void {
  if (!field.hasAttribute("aria-invalid")) return;
  unmarkField(field);
  const box = byId("problems");
  box.querySelector(`[data-field="${field.id}"]`)?.remove();
  if (box.querySelector("li") === null) fill(box);
}

function unmarkField(field: Element): void {
  document.getElementById(`${field.id}-problem`)?.remove();
  field.removeAttribute("aria-invalid");
  describe(field, (ids) => ids.filter((id) => id !== `${field.id}-problem`));
}

function summaryLine({ field, words, position }: FieldProblem): Node | string {
  if (field === null) return words;
  return h(
    "a",
    {
      href: `#${field}`,
      onclick: (event) => {
        event.preventDefault();
        const target = byId(field);
        target.focus();
        if (position !== undefined) selectCharacter(target as HTMLTextAreaElement, position);
        target.scrollIntoView({ block: "center" });
      },
    },
    words,
  );
}

/** Marks one character in a field, so that who cannot see it can delete it. */
function selectCharacter(target: HTMLInputElement | HTMLTextAreaElement, position: number): void {
  const inside = target.value.trimStart();
  const begins = target.value.length - inside.length;
  const characters = [...inside];
  const at = begins + characters.slice(0, position).join("").length;
  target.setSelectionRange(at, at + (characters[position]?.length ?? 0));
}

function markField({ field, words }: FieldProblem): void {
  const input = field === null ? null : document.getElementById(field);
  if (input === null) return;
  const id = `${input.id}-problem`;
  const note = h("p", { class: "field-problem", id }, ...iconAndText("warning", words));
  if (input.matches("input, select, textarea")) {
    input.setAttribute("aria-invalid", "true");
    describe(input, (ids) => [...ids, id]);
  }
  input.before(note);
}

function describe(field: Element, change: (ids: string[]) => string[]): void {
  const ids = change((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  if (ids.length > 0) field.setAttribute("aria-describedby", ids.join(" "));
  else field.removeAttribute("aria-describedby");
}
