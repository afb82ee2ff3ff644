/** The form that narrows the public record down. Without a script it would send the same address. */

import { formatMonth, monthsBefore } from "../i18n/dates";
import { language, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { h, refill } from "../shared/dom";
import type { Named } from "./api";
import { STATES, type Filters } from "./filters";

const MONTHS_OFFERED = 24;
const STATE_WORDS: Readonly<Record<string, WordKey>> = { terbuka: "stateOpen", ditanggapi: "stateResponded", selesai: "stateClosed", diarsipkan: "stateArchived" };

interface Choices {
  readonly categories: readonly Named[];
  readonly regions: readonly Named[];
  /** The present month, `2026-11`. */
  readonly month: string;
}

/** Draws the fields with what is chosen. */
export function drawFilterForm(form: HTMLFormElement, filters: Filters, { categories, regions, month }: Choices): void {
  const states = Object.keys(STATES).map((id): Option => [id, t(STATE_WORDS[id]!)]);
  const months = Array.from({ length: MONTHS_OFFERED }, (_, before): Option => [monthsBefore(month, before), formatMonth(monthsBefore(month, before), language())]);
  refill(
    form,
    h(
      "div",
      { class: "field whole-row" },
      h("label", { for: "kata" }, t("searchLabel")),
      h("p", { class: "hint", id: "kata-hint" }, t("searchHint")),
      h("input", { id: "kata", name: "kata", type: "search", maxlength: 100, autocomplete: "off", "aria-describedby": "kata-hint", value: filters.words }),
    ),
    select("wilayah", "recordRegion", named(regions), filters.region),
    select("kategori", "recordCategory", named(categories), filters.category),
    select("keadaan", "recordState", states, filters.state),
    select("bulan", "recordMonth", months, filters.month),
    // The office is chosen by a link, and stays until another page is opened.
    filters.agency !== "" && h("input", { type: "hidden", name: "instansi", value: filters.agency }),
    h("p", { class: "whole-row" }, h("button", { type: "submit", class: "primary", id: "search" }, t("searchButton"))),
  );
}

type Option = readonly [value: string, words: string];

function named(choices: readonly Named[]): Option[] {
  return choices.map(({ id, name }): Option => [id, name[language()]]).sort(([, first], [, second]) => first.localeCompare(second));
}

/** A value that is not on the list, such as a village's code from a link, stays chosen. */
function select(id: string, label: WordKey, options: readonly Option[], chosen: string): HTMLElement {
  const known = chosen === "" || options.some(([value]) => value === chosen);
  const all: readonly Option[] = [["", t("recordAny")], ...(known ? [] : [[chosen, chosen] as const]), ...options];
  return h("div", { class: "field" }, h("label", { for: id }, t(label)), h("select", { id, name: id }, ...all.map(([value, words]) => h("option", { value, selected: value === chosen }, words))));
}
