/** Answer templates of the office: what a case fills in, and the blanks that a person fills. */

import { formatDay } from "../i18n/dates";
import { DESK_WORK_WORDS } from "../i18n/desk_work_words";
import { addWords, t } from "../i18n/language";
import { h } from "../shared/dom";
import { ask, type Session } from "./api";

addWords(DESK_WORK_WORDS);

export interface Template {
  readonly name: string;
  readonly text: string;
}

export interface Templates {
  readonly version: number;
  readonly items: readonly Template[];
}

/** What a template is filled from. */
interface Facts {
  readonly nomor: string;
  readonly instansi: string;
  readonly kategori: string;
  /** A calendar day. */
  readonly day: string;
}

const BLANK = /\[\[([^[\]\n]*)\]\]/;
const kept = new Map<string, Promise<Templates | null>>();

/** The templates of an office; read once for each opening of the desk, and after a change. Null: they could not be read. */
export function loadTemplates(session: Session, office: string): Promise<Templates | null> {
  const known = kept.get(office);
  if (known !== undefined) return known;
  const asked = ask<Templates>("GET", `/v1/agencies/${office}/templates`, session.key).then(({ answer }) => {
    if (!answer.ok) kept.delete(office);
    return answer.ok ? answer.body : null;
  });
  kept.set(office, asked);
  return asked;
}

/** The next reading asks again. */
export function forgetTemplates(office: string): void {
  kept.delete(office);
}

/** The text with what a case fills in; what citizens read is Indonesian. */
export function filledIn(text: string, { nomor, instansi, kategori, day }: Facts): string {
  const facts: Readonly<Record<string, string>> = { nomor, instansi, kategori, tanggal: formatDay(day, "id") };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}

interface Blank {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** The first blank at or after a place; null if there is none. */
export function blankAfter(text: string, from: number): Blank | null {
  const found = BLANK.exec(text.slice(from));
  return found === null ? null : { start: from + found.index, end: from + found.index + found[0].length, name: found[1] ?? "" };
}

/** What to say of the first blank that is left; null if none is. */
export function blankFault(text: string): string | null {
  const blank = blankAfter(text, 0);
  return blank === null ? null : t("templateFirst", { blank: blank.name });
}

/** Selects the next blank of a field; false if there is none behind the cursor. */
export function selectBlank(field: HTMLTextAreaElement, from = field.selectionEnd): boolean {
  const blank = blankAfter(field.value, from);
  if (blank === null) return false;
  field.focus();
  field.setSelectionRange(blank.start, blank.end);
  return true;
}

/** A list to choose a template from. */
export function templateChoice(id: string, { items }: Templates, choose: (text: string) => void): HTMLElement {
  const select = h(
    "select",
    { id, onchange: () => choose(items[Number(select.value)]?.text ?? "") },
    h("option", { value: "" }, t("chooseOne")),
    ...items.map(({ name }, at) => h("option", { value: at }, name)),
  );
  return select;
}
