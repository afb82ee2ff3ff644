/** An optional category: suggested from what was written, or searched by its names and words, never asked for. */

import type { Bilingual } from "../i18n/language";
import {
  fetchCategories,
  mergeSuggestions,
  questionAbout,
  searchCategories,
  suggestCategories,
  type CategoryList,
  type Match,
} from "./category_list";
import { byId, fill, h, icon, refill, type Child } from "../shared/dom";
import type { ChosenCategory, Draft } from "./draft";
import { language, t } from "../i18n/language";
import type { Suggestions } from "./suggestions";

const SHOWN = 6;
const TAPPABLE = 3;
/** Steps of a decision that the line with the office says already. */
const SAID = ["category", "office", "coordinator"];

/** Draws suggestions, search field and question, and keeps `draft.category`. */
export class CategoryPicker {
  private list: CategoryList | null = null;
  private started = false;
  private readonly suggested = byId("suggested");
  private readonly question = byId("question");
  private readonly matches = h("div", {});
  private readonly status = h("p", { class: "hint", role: "status" });
  private readonly search = h("input", { id: "category-search", type: "search", autocomplete: "off", "aria-describedby": "category-hint" });

  constructor(
    private readonly box: HTMLElement,
    private readonly draft: Draft,
    private readonly suggestions: Suggestions,
    private readonly onChange: () => void,
  ) {
    this.search.addEventListener("input", () => this.drawMatches());
    // Enter in a search field looks, it does not send the complaint on its way.
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  }

  /** Fetches the list; with the page, so that it is there when the connection is gone. */
  async start(): Promise<void> {
    this.list ??= await fetchCategories();
    this.started = true;
    this.draw();
  }

  draw(): void {
    if (this.started) fill(this.box, ...(this.list === null ? [h("p", { class: "hint" }, t("categoryUnavailable"))] : this.searching()));
    this.drawChoices();
  }

  /** Draws again whatever depends on the words, on the server's answer and on what was chosen. */
  drawChoices(): void {
    this.drawSuggested();
    this.drawMatches();
    this.drawQuestion();
  }

  private searching(): HTMLElement[] {
    const field = h(
      "div",
      { class: "field" },
      h("label", { for: "category-search" }, t("categoryLabel")),
      h("p", { class: "hint", id: "category-hint" }, t("categoryHint")),
      this.search,
      this.status,
    );
    return [field, this.matches];
  }

  /** What the words seem to be about: the server's reading first, then what this phone found in them. */
  private offers(): Match[] {
    return mergeSuggestions(this.suggestions.categories, suggestCategories(this.list?.categories ?? [], this.draft.text));
  }

  private drawSuggested(): void {
    const offers = this.offers().slice(0, TAPPABLE);
    const chosen = this.draft.category;
    if (chosen && !offers.some(({ category }) => category.id === chosen.id)) offers.unshift({ category: chosen, word: null });
    const reason = this.reason(offers);
    refill(
      this.suggested,
      offers.length > 0 &&
        h(
          "div",
          { role: "group", "aria-labelledby": "suggested-label" },
          h("p", { id: "suggested-label" }, t("suggestedLabel")),
          h("div", { class: "chips" }, ...offers.map(({ category }) => this.chip(category))),
          h("p", { class: "hint" }, reason),
        ),
    );
  }

  private reason(offers: readonly Match[]): string {
    const steps = this.suggestions.reasons.filter(({ code }) => !SAID.includes(code)).map(({ label }) => label[language()]);
    if (this.suggestions.categories.length > 0) return steps.join(" · ");
    const word = offers.find((offer) => offer.word !== null)?.word;
    return word ? t("categoryReason", { word }) : "";
  }

  private chip(category: Match["category"]): HTMLElement {
    const chosen = category.id === this.draft.category?.id;
    const id = `suggested-${category.id}`;
    const press = (): void => this.choose(chosen ? null : category);
    return h(
      "button",
      { type: "button", class: "chip", id, "aria-pressed": String(chosen), onclick: press },
      chosen && icon("check"),
      h("span", {}, category.name[language()]),
    );
  }

  private drawMatches(): void {
    const typed = this.search.value.trim();
    const matches = typed ? searchCategories(this.list?.categories ?? [], typed) : this.offers();
    this.status.textContent = typed ? (matches.length > 0 ? t("categoryFound", { count: matches.length }) : t("categoryNothing")) : "";
    const chosen = this.draft.category;
    const shown = matches.slice(0, SHOWN).filter(({ category }) => category.id !== chosen?.id);
    refill(
      this.matches,
      (shown.length > 0 || chosen !== null) &&
        h(
          "fieldset",
          {},
          h("legend", {}, t("categoryLegend")),
          this.choice(null, null),
          chosen && this.choice(chosen, null),
          ...shown.map(({ category, word }) => this.choice(category, word)),
        ),
    );
  }

  private choice(category: Match["category"] | null, word: string | null): HTMLElement {
    const because = word !== null && h("span", { class: "hint" }, t("categoryReason", { word }));
    const name = category?.name[language()] ?? t("categoryNone");
    return radio("category", category?.id ?? "", this.draft.category?.id ?? "", () => this.choose(category), name, because);
  }

  /** What the chosen category asks: one thing, which nobody has to know. */
  private drawQuestion(): void {
    const chosen = this.draft.category;
    const asks = questionAbout(this.list, chosen);
    if (chosen === null || asks === null) return fill(this.question);
    const given = chosen.answer?.id ?? "";
    const answer = (id: string, name: Bilingual | null): HTMLElement =>
      radio("answer", id, given, () => this.answer(chosen, name && { id, name }), name?.[language()] ?? t("questionUnknown"));
    refill(
      this.question,
      h(
        "fieldset",
        { "aria-describedby": "question-hint" },
        h("legend", {}, asks.question[language()]),
        h("p", { class: "hint", id: "question-hint" }, t("questionHint", { category: chosen.name[language()] })),
        answer("", null),
        ...asks.answers.map(({ id, name }) => answer(id, name)),
      ),
    );
  }

  private choose(category: Match["category"] | null): void {
    this.keep(category && { id: category.id, name: category.name });
  }

  private answer({ id, name }: ChosenCategory, answer: ChosenCategory["answer"] | null): void {
    this.keep({ id, name, ...(answer ? { answer } : {}) });
  }

  private keep(category: ChosenCategory | null): void {
    this.draft.category = category;
    this.drawChoices();
    this.onChange();
  }
}

function radio(group: string, value: string, chosen: string, pick: () => void, ...words: Child[]): HTMLElement {
  const name = `category-${group}`;
  return h(
    "label",
    { class: "choice" },
    h("input", { type: "radio", name, id: `${name}-${value}`, value, checked: value === chosen, onchange: pick }),
    h("span", {}, ...words),
  );
}
