/** An optional category: searched by its names and words, suggested from what was written, never asked for. */

import type { Bilingual } from "./api";
import type { Draft } from "./draft";
import { fill, h } from "./dom";
import { language, t } from "./language";
import { fetchJson } from "./stack";

export interface Category {
  readonly id: string;
  readonly name: Bilingual;
  readonly group: string;
  readonly words: readonly string[];
}

/** A category with, for a suggestion, the word in the text that led to it. */
export interface Match {
  readonly category: Category;
  readonly word: string | null;
}

const SHOWN = 6;
const SUGGESTED = 3;

/** Categories whose names or words contain everything that was typed. */
export function searchCategories(categories: readonly Category[], typed: string): Match[] {
  const parts = plain(typed).split(" ").filter(Boolean);
  if (parts.length === 0) return [];
  const hit = ({ name, words }: Category): boolean => {
    const all = plain([name.id, name.en, ...words].join(" "));
    return parts.every((part) => all.includes(part));
  };
  return categories.filter(hit).map((category) => ({ category, word: null }));
}

/** Categories whose words stand in the complaint, the longest (most telling) word first. */
export function suggestCategories(categories: readonly Category[], text: string): Match[] {
  const written = ` ${plain(text)} `;
  return categories
    .flatMap((category) => {
      const found = category.words.filter((word) => written.includes(` ${plain(word)} `));
      const word = found.sort((a, b) => b.length - a.length)[0];
      return word === undefined ? [] : [{ category, word }];
    })
    .sort((a, b) => b.word.length - a.word.length)
    .slice(0, SUGGESTED);
}

/** Draws search field and matches into `box` and keeps `draft.category`. */
export class CategoryPicker {
  private started = false;
  private categories: readonly Category[] | null = null;
  private readonly list = h("div", {});
  private readonly status = h("p", { class: "hint", role: "status" });
  private readonly search = h("input", { id: "category-search", type: "search", autocomplete: "off", "aria-describedby": "category-hint" });

  constructor(
    private readonly box: HTMLElement,
    private readonly draft: Draft,
    private readonly onChange: () => void,
  ) {
    this.search.addEventListener("input", () => this.drawMatches());
    // Enter in a search field looks, it does not send the complaint on its way.
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  }

  async start(): Promise<void> {
    this.categories ??= categoriesOf(await fetchJson<unknown>("/categories.json"));
    this.started = true;
    this.draw();
  }

  draw(): void {
    if (!this.started) return;
    if (this.categories === null) return fill(this.box, h("p", { class: "hint" }, t("categoryUnavailable")));
    fill(
      this.box,
      h(
        "div",
        { class: "field" },
        h("label", { for: "category-search" }, t("categoryLabel")),
        h("p", { class: "hint", id: "category-hint" }, t("categoryHint")),
        this.search,
        this.status,
      ),
      this.list,
    );
    this.drawMatches();
  }

  private drawMatches(): void {
    const all = this.categories ?? [];
    const typed = this.search.value.trim();
    const matches = typed ? searchCategories(all, typed) : suggestCategories(all, this.draft.text);
    this.status.textContent = typed ? (matches.length > 0 ? t("categoryFound", { count: matches.length }) : t("categoryNothing")) : "";
    const chosen = this.draft.category;
    const shown = matches.slice(0, SHOWN).filter(({ category }) => category.id !== chosen?.id);
    fill(
      this.list,
      (shown.length > 0 || chosen !== null) &&
        h(
          "fieldset",
          {},
          h("legend", {}, t("categoryLegend")),
          this.choice("", t("categoryNone"), null, () => (this.draft.category = null)),
          chosen && this.choice(chosen.id, chosen.name[language()], null, () => undefined),
          ...shown.map(({ category, word }) =>
            this.choice(category.id, category.name[language()], word, () => (this.draft.category = { id: category.id, name: category.name })),
          ),
        ),
    );
  }

  private choice(id: string, name: string, word: string | null, choose: () => unknown): HTMLElement {
    const checked = id === (this.draft.category?.id ?? "");
    const pick = (): void => {
      choose();
      this.onChange();
    };
    return h(
      "label",
      { class: "choice" },
      h("input", { type: "radio", name: "category-choice", value: id, checked, onchange: pick }),
      h("span", {}, name, word !== null && h("span", { class: "hint" }, t("categoryReason", { word }))),
    );
  }
}

function categoriesOf(file: unknown): readonly Category[] | null {
  if (Array.isArray(file)) return file as Category[];
  return (file as { categories?: Category[] } | null)?.categories ?? null;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9\s]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
