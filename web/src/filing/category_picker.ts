/** An optional category: suggested from the text, or searched by its names and words, never required. */

import { language, t, type Bilingual } from "../i18n/language";
import { byId, fill, h, icon, refill, type Child } from "../shared/dom";
import { drawAndReveal } from "../shared/reveal";
import {
  fetchCategories,
  mergeSuggestions,
  questionFor,
  searchCategories,
  suggestCategories,
  withoutRepetition,
  type CategoryList,
  type Match,
} from "./category_list";
import type { ChosenCategory, Draft } from "./draft";
import type { Suggestions } from "./suggestions";

const MATCHES_SHOWN = 6;
const CHIPS_SHOWN = 3;
/** Reasons that the line with the office expresses already. */
const KNOWN_REASONS = ["category", "office", "coordinator"];

/** Draws suggestions, search field and question, and sets `draft.category`. */
export class CategoryPicker {
  private list: CategoryList | null = null;
  private started = false;
  private readonly chips = byId("suggested");
  private readonly question = byId("question");
  private readonly said = byId("suggested-said");
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
    // Enter in the search field searches; it does not submit the form.
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  }

  /** Loads the list together with the page, so that it is there when the connection is gone. */
  async start(): Promise<void> {
    this.list ??= await fetchCategories();
    this.started = true;
    this.draw();
  }

  draw(): void {
    if (this.started) fill(this.box, ...(this.list === null ? [h("p", { class: "hint" }, t("categoryUnavailable"))] : this.searchFields()));
    this.drawChoices();
  }

  /** Draws again what depends on the text, the server's suggestions and the choice. */
  drawChoices(): void {
    const urgent = byId("urgent");
    // Nothing moves the numbers to call off the screen.
    const above = urgent.childElementCount > 0 ? urgent : byId("text");
    drawAndReveal(this.chips, above, () => this.drawChips());
    this.drawMatches();
    drawAndReveal(this.question, above === urgent ? urgent : this.chips, () => this.drawQuestion());
    this.announce();
  }

  /** What appeared below the text, for those who do not see it; said once, because the boxes are drawn again and again. */
  private announce(): void {
    const names = [...this.chips.querySelectorAll(".chip span")].map(({ textContent }) => textContent);
    const asked = this.question.querySelector("legend")?.textContent ?? "";
    const words = [names.length > 0 && `${t("suggestedLabel")} ${names.join(", ")}.`, asked].filter(Boolean).join(" ");
    if (this.said.textContent !== words) this.said.textContent = words;
  }

  private searchFields(): HTMLElement[] {
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

  /** The server's suggestions first, then what this phone found in the text. */
  private suggested(): Match[] {
    const found = suggestCategories(this.list?.categories ?? [], this.draft.text);
    return withoutRepetition(mergeSuggestions(this.suggestions.categories, found), this.list?.answered ?? {});
  }

  private drawChips(): void {
    const suggested = this.suggested().slice(0, CHIPS_SHOWN);
    const chosen = this.draft.category;
    if (chosen && !suggested.some(({ category }) => category.id === chosen.id)) suggested.unshift({ category: chosen, word: null });
    const reason = this.reason(suggested);
    refill(
      this.chips,
      suggested.length > 0 &&
        h(
          "div",
          { role: "group", "aria-labelledby": "suggested-label" },
          h("p", { id: "suggested-label" }, t("suggestedLabel")),
          h("div", { class: "chips" }, ...suggested.map(({ category }) => this.chip(category))),
          h("p", { class: "hint" }, reason),
        ),
    );
  }

  private reason(suggested: readonly Match[]): string {
    const reasons = this.suggestions.reasons.filter(({ code }) => !KNOWN_REASONS.includes(code)).map(({ label }) => label[language()]);
    if (this.suggestions.categories.length > 0) return reasons.join(" · ");
    const word = suggested.find((match) => match.word !== null)?.word;
    return word ? t("categoryReason", { word }) : "";
  }

  private chip(category: Match["category"]): HTMLElement {
    const chosen = category.id === this.draft.category?.id;
    const id = `suggested-${category.id}`;
    return h(
      "button",
      { type: "button", class: "chip", id, "aria-pressed": String(chosen), onclick: () => this.choose(chosen ? null : category) },
      chosen && icon("check"),
      h("span", {}, category.name[language()]),
    );
  }

  private drawMatches(): void {
    const typed = this.search.value.trim();
    const matches = typed ? searchCategories(this.list?.categories ?? [], typed) : this.suggested();
    this.status.textContent = typed ? (matches.length > 0 ? t("categoryFound", { count: matches.length }) : t("categoryNothing")) : "";
    const chosen = this.draft.category;
    const shown = matches.slice(0, MATCHES_SHOWN).filter(({ category }) => category.id !== chosen?.id);
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

  /** The question of the chosen category, which nobody has to answer. */
  private drawQuestion(): void {
    const chosen = this.draft.category;
    const question = questionFor(this.list, chosen);
    if (chosen === null || question === null) return fill(this.question);
    const given = chosen.answer?.id ?? "";
    const answer = (id: string, name: Bilingual | null): HTMLElement =>
      radio("answer", id, given, () => this.answer(chosen, name && { id, name }), name?.[language()] ?? t("questionUnknown"));
    refill(
      this.question,
      h(
        "fieldset",
        { "aria-describedby": "question-hint" },
        h("legend", {}, question.question[language()]),
        h("p", { class: "hint", id: "question-hint" }, t("questionHint", { category: chosen.name[language()] })),
        answer("", null),
        ...question.answers.map(({ id, name }) => answer(id, name)),
      ),
    );
  }

  private choose(category: Match["category"] | null): void {
    this.setCategory(category && { id: category.id, name: category.name });
  }

  private answer({ id, name }: ChosenCategory, answer: ChosenCategory["answer"] | null): void {
    this.setCategory({ id, name, ...(answer ? { answer } : {}) });
  }

  private setCategory(category: ChosenCategory | null): void {
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
