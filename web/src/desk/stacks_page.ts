/** The centre's page: a line for each stack, the latest first, with the age of its figures; opened, its late offices. */

import { DESK_STACKS_WORDS } from "../i18n/desk_stacks_words";
import { calendarDay } from "../i18n/dates";
import { addWords, language, t } from "../i18n/language";
import { formatNumber } from "../i18n/numbers";
import type { WordKey } from "../i18n/words";
import { fill, h, iconAndText } from "../shared/dom";
import { zone } from "../shared/stack";
import { ask } from "./api";
import { download } from "./csv";
import type { Desk, DeskPage } from "./page";
import { cellsOf, dataAt, HEAD, officeRowOf, OFFICES_HEAD, rowOf, totalOf, type LateFigures, type StackLine, type StackSummary } from "./stacks";

addWords(DESK_STACKS_WORDS);

const ASK_AGAIN_MS = 300_000;

export class StacksPage implements DeskPage {
  readonly element = h("div", { class: "oversight" });
  private lines: readonly StackLine[] | null = null;
  private opened: string | undefined;
  private failed = false;
  private askedAt = 0;

  constructor(private readonly desk: Desk) {}

  show(rest: string | undefined): void {
    this.opened = rest;
    this.draw();
    void this.load();
  }

  /** Figures come every hour: asking every half minute would show nothing new. */
  poll(): void {
    if (Date.now() - this.askedAt > ASK_AGAIN_MS) void this.load();
  }

  onKey(key: string): boolean {
    if (key !== "Escape" || this.opened === undefined) return false;
    location.hash = "#/wilayah";
    return true;
  }

  translate(): void {
    this.draw();
  }

  private async load(): Promise<void> {
    this.askedAt = Date.now();
    const { status, answer } = await ask<{ readonly items: readonly StackLine[] }>("GET", "/v1/stacks", this.desk.session.key);
    if (status === 401) return this.desk.signedOut();
    this.failed = !answer.ok;
    if (answer.ok) this.lines = answer.body.items;
    this.draw();
  }

  private save(name: string, head: readonly WordKey[], rows: readonly (readonly string[])[]): void {
    download(`${name}-${calendarDay(zone(), new Date())}.csv`, [head.map((each) => t(each)), ...rows]);
  }

  private tableView(caption: WordKey, head: readonly WordKey[], rows: readonly HTMLElement[]): HTMLElement {
    return h("table", { class: "late", role: "table" }, h("caption", { class: "unseen" }, t(caption)), h("thead", {}, h("tr", { role: "row" }, ...head.map((each) => h("th", { scope: "col", role: "columnheader" }, t(each))))), h("tbody", {}, ...rows));
  }

  private cell(name: WordKey, ...children: Parameters<typeof h>[2][]): HTMLElement {
    return h("td", { role: "cell", "data-name": t(name) }, ...children);
  }

  private cells(figures: LateFigures): readonly HTMLElement[] {
    return cellsOf(figures).map((text, at) => this.cell(HEAD[at + 1]!, h("span", { class: at === 1 && figures.late > 0 ? "left wrong" : null }, text)));
  }

  private ageView(summary: StackSummary | null): readonly (HTMLElement | false)[] {
    if (summary === null) return [h("span", { class: "hint" }, t("dataNone"))];
    return [h("span", { class: "hint" }, dataAt(summary.at, zone(), new Date())), summary.old && h("span", { class: "left soon" }, ...spaced(t("dataOld")))];
  }

  private lineView({ slug, name, summary }: StackLine): HTMLElement {
    const row = (...cells: readonly HTMLElement[]): HTMLElement => h("tr", { role: "row", "data-id": slug }, ...cells);
    if (summary === null) return row(this.cell("stackColumn", h("span", {}, name)), h("td", { role: "cell", "data-name": t("dataColumn"), colspan: HEAD.length - 1, "aria-colspan": HEAD.length - 1 }, ...this.ageView(null)));
    return row(this.cell("stackColumn", h("a", { href: `#/wilayah/${slug}` }, name)), ...this.cells(summary), this.cell("dataColumn", ...this.ageView(summary)));
  }

  private listView(lines: readonly StackLine[]): readonly (HTMLElement | false)[] {
    if (lines.length === 0) return [h("p", { class: "empty" }, t("stacksNotHere"))];
    const { open, late, known, all, old } = totalOf(lines);
    const number = (value: number): string => formatNumber(value, language());
    return [
      h("div", { class: "tools" }, h("button", { type: "button", class: "secondary", id: "csv", onclick: () => this.save("wilayah", HEAD, lines.map(rowOf)) }, t("downloadCsv"))),
      h("p", { class: "sum" }, ...iconAndText("warning", t("stacksSum", { late: number(late), open: number(open), known, all }))),
      old > 0 && h("p", { class: "left soon" }, ...spaced(t("stacksOld", { n: old }))),
      this.tableView("stacksTable", HEAD, lines.map((line) => this.lineView(line))),
    ];
  }

  private stackView({ slug, name, site, summary }: StackLine): readonly (HTMLElement | false)[] {
    const offices = summary?.offices ?? [];
    const unnamed = (summary?.late_offices ?? 0) - offices.length;
    return [
      h("p", {}, h("a", { href: "#/wilayah" }, `‹ ${t("backToStacks")}`)),
      h("h1", {}, name),
      h("p", {}, ...this.ageView(summary)),
      offices.length === 0
        ? h("p", { class: "empty" }, summary === null ? t("dataNone") : t("noLateOffices"))
        : this.tableView("lateOfficesTable", OFFICES_HEAD, offices.map((office) => h("tr", { role: "row", "data-id": office.id }, this.cell("columnOffice", office.name), ...this.cells(office)))),
      offices.length > 0 && site !== null && h("p", {}, h("a", { id: "its-desk", href: `${site}/meja/#/pengawasan` }, t("itsDesk", { name })), " ", h("span", { class: "hint" }, t("itsDeskHint"))),
      unnamed > 0 && h("p", { class: "hint" }, t("moreLateOffices", { n: unnamed })),
      offices.length > 0 && h("div", { class: "tools" }, h("button", { type: "button", class: "secondary", id: "csv", onclick: () => this.save(slug, OFFICES_HEAD, offices.map(officeRowOf)) }, t("downloadCsv"))),
    ];
  }

  private draw(): void {
    const { lines } = this;
    const chosen = lines?.find(({ slug }) => slug === this.opened);
    const failed = this.failed && h("div", { class: "notice wrong", role: "alert" }, h("p", {}, t("notLoaded")), h("button", { type: "button", class: "secondary", onclick: () => void this.load() }, t("retry")));
    const body = chosen === undefined ? [h("h1", {}, t("stacksHeading")), h("p", { class: "hint" }, t("stacksLead")), ...(lines === null ? [] : this.listView(lines))] : this.stackView(chosen);
    fill(this.element, failed, ...body, lines === null && !this.failed && h("p", { class: "empty" }, t("deskLoading")));
  }
}

/** A clock, and words beside it. */
function spaced(text: string): readonly (Element | string)[] {
  const [drawing, words] = iconAndText("clock", text);
  return [drawing, " ", words];
}
