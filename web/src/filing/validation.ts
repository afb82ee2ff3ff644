/** Validates a draft on the phone, and finds the fields that a problem document of the API is about. */

import { t } from "../i18n/language";
import type { FieldProblem } from "../shared/error_summary";
import type { Problem } from "../shared/http";
import type { Draft } from "./draft";
import { refusedPosition } from "./refused_characters";
import type { Step } from "./steps";
import { LONGEST_TEXT, SHORTEST_TEXT } from "./text_length";

/** JSON pointers into the filing, the field of the page that each means, and its step. */
const FIELDS: readonly (readonly [pointer: string, field: string, step: Step])[] = [
  ["/text", "text", "words"],
  ["/type", "kind", "words"],
  ["/category", "category-search", "words"],
  ["/region", "region-0", "place"],
  ["/place", "place", "place"],
  ["/coordinates", "coordinates", "place"],
  ["/incident_date", "incident_date", "place"],
  ["/follows", "similar", "check"],
  ["/reporter/name", "name", "person"],
  ["/reporter/phone", "phone", "person"],
  ["/reporter/email", "email", "person"],
  ["/anonymous", "anonymous", "person"],
  ["/secret", "secret", "person"],
  ["/safe_to_tell", "safe_to_tell", "person"],
];

export interface StepProblem extends FieldProblem {
  readonly step: Step;
}

/**
 * The problems of a draft, in the order of the form. `today` is the stack's calendar day; `badDate` says that the date
 * field holds something that the browser could not read.
 */
export function validateDraft(draft: Draft, today: string, badDate: boolean): StepProblem[] {
  const problems: StepProblem[] = [];
  const text = draft.text.trim();
  const length = [...text].length;
  if (length < SHORTEST_TEXT) problems.push({ step: "words", field: "text", words: t("errorText") });
  if (length > LONGEST_TEXT) problems.push({ step: "words", field: "text", words: t("errorTextLong", { count: length }) });
  problems.push(...refusedCharacter("text", "words", draft.text), ...refusedCharacter("place", "place", draft.place));
  if (badDate) problems.push({ step: "place", field: "incident_date", words: t("errorDate") });
  else if (draft.incident_date > today) problems.push({ step: "place", field: "incident_date", words: t("errorFuture") });
  return problems;
}

function refusedCharacter(field: string, step: Step, text: string): StepProblem[] {
  const position = refusedPosition(text);
  return position === null ? [] : [{ step, field, position, words: t("errorCharacter", { place: position + 1 }) }];
}

/** A problem document as problems of fields; one that names no field of the form stands for the whole form. */
export function fieldProblems(problem: Problem): StepProblem[] {
  const whole: StepProblem = { step: "check", field: null, words: problem.detail ?? problem.title };
  const problems = (problem.errors ?? []).map(({ field, detail, position }): StepProblem => {
    const known = FIELDS.find(([pointer]) => field === pointer || field.startsWith(`${pointer}/`));
    return known ? { step: known[2], field: known[1], words: detail, ...(position === undefined ? {} : { position }) } : { step: "check", field: null, words: detail };
  });
  return problems.length > 0 ? problems : [whole];
}
