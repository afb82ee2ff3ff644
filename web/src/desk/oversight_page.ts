/** Oversight: what is late, at which office, since how many days; the case on request, and the list as a file. */

import { calendarDay, formatDay, formatMonth, monthsBefore } from "../i18n/dates";
import { language, t } from "../i18n/language";
import { fill, h, iconAndText } from "../shared/dom";
import { zone } from "../shared/stack";
import { categoryName } from "./categories";
import { download } from "./csv";
import { chosenLines, daysLate, HEAD, isOpen, LISTS, loadLateList, rowOf, titleOf, type LateLine, type LateList, type ListName } from "./late_list";
import { loadOfficeNames, officeName } from "./offices";
import { OpenedCase } from "./opened_case";
import type { Desk, DeskPage } from "./page";

const MONTHS = 12;
const NAMES = { batas: "listBreached", ombudsman: "listOmbudsman", janji: "listPromises" } as const;

const thisMonth = (): string => calendarDay(zone(), new Date()).slice(0, 7);

export class OversightPage implements DeskPage {
  readonly element = h("div", { class: "oversight" });
  private readonly table = h("div", { id: "late" });
  private list: ListName = "batas";
  private month = thisMonth();
  /** The month that somebody chose. Until then the one that runs is shown; on its first days, that before. */
  private chosen: string | null = null;
  private found: LateList | null = null;
  private filters = { office: "", category: "", openOnly: true };
  private opened: OpenedCase | null = null;

  constructor(private readonly desk: Desk) {}

  show(rest: string | undefined): void {
    this.opened = null;
    const list = (Object.keys(LISTS) as ListName[]).find((each) => each === rest) ?? this.list;
    const anew = this.found === null || list !== this.list;
    this.list = list;
    this.draw();
    if (anew) void this.load();
  }

  showCase(id: string): void {
    this.opened = new OpenedCase(id, {
      session: this.desk.session,
      back: () => ({ hash: `#/pengawasan/${this.list}`, name: t("oversightHeading") }),
      panel: () => null,
      done: (text) => {
        this.desk.say(text);
        void this.opened?.load();
        void this.load();
      },
      signedOut: this.desk.signedOut,
    });
    fill(this.element, this.opened.element);
    void this.opened.load();
  }

  onKey(key: string): boolean {
    if (key === "Escape" && this.opened !== null) location.hash = `#/pengawasan/${this.list}`;
    else return this.opened?.onKey(key) ?? false;
    return true;
  }

  translate(): void {
    if (this.opened === null) this.draw();
    else this.opened.translate();
  }

  private async load(): Promise<void> {
    this.found = null;
    this.drawTable();
    const { list, chosen } = this;
    let month = chosen ?? thisMonth();
    let found = await loadLateList(this.desk.session, list, month);
    if (chosen === null && found.status === 200 && found.lines.length === 0) {
      const earlier = monthsBefore(month, 1);
      const before = await loadLateList(this.desk.session, list, earlier);
      if (before.lines.length > 0) [month, found] = [earlier, before];
    }
    if (list !== this.list || chosen !== this.chosen) return;
    this.month = month;
    if (found.status === 401) return this.desk.signedOut();
    this.found = found;
    await loadOfficeNames(found.lines.map(({ agency }) => agency).filter((agency) => agency !== ""));
    if (this.opened === null) this.draw();
  }

  private select(id: string, label: string, value: string, options: readonly (readonly [string, string])[], change: (value: string) => void): HTMLElement {
    const select = h("select", { id, "aria-label": label, onchange: () => change(select.value) }, ...options.map(([each, name]) => h("option", { value: each, selected: each === value }, name)));
    return select;
  }

  private toolsView(): HTMLElement {
    const lines = this.found?.lines ?? [];
    const months = Array.from({ length: MONTHS }, (_, before) => monthsBefore(thisMonth(), before));
    const offices = [...new Set(lines.map(({ agency }) => agency))].filter((id) => id !== "").map((id) => [id, officeName(id)] as const);
    const categories = [...new Set(lines.flatMap((line) => line.case?.category ?? []))].map((id) => [id, categoryName(id)] as const);
    const box = h("input", { type: "checkbox", id: "open-only", checked: this.filters.openOnly, onchange: () => ((this.filters.openOnly = box.checked), this.drawTable()) });
    return h(
      "div",
      { class: "tools" },
      this.select("month", t("filterMonth"), this.month, months.map((each) => [each, formatMonth(each, language())] as const), (month) => ((this.chosen = this.month = month), void this.load())),
      this.select("office", t("columnOffice"), this.filters.office, [["", t("allOffices")], ...offices], (office) => ((this.filters.office = office), this.drawTable())),
      this.select("late-category", t("filterCategory"), this.filters.category, [["", t("filterAll")], ...categories], (category) => ((this.filters.category = category), this.drawTable())),
      h("label", { class: "choice", for: "open-only" }, box, ` ${t("openOnly")}`),
      h("button", { type: "button", class: "secondary", id: "csv", disabled: this.found === null, onclick: () => this.save() }, t("downloadCsv")),
    );
  }

  private lines(): readonly LateLine[] {
    return chosenLines(this.found?.lines ?? [], this.filters);
  }

  private save(): void {
    const now = new Date();
    download(`${LISTS[this.list]}-${this.month}.csv`, [HEAD.map((each) => t(each)), ...this.lines().map((line) => rowOf(line, zone(), now))]);
  }

  private rowView(line: LateLine, now: Date): HTMLElement {
    const { case: found } = line;
    const cell = (name: (typeof HEAD)[number], ...children: Parameters<typeof h>[2][]): HTMLElement => h("td", { role: "cell", "data-name": t(name) }, ...children);
    const days = daysLate(line, zone(), now);
    const title = found === undefined ? h("span", { class: "hint" }, titleOf(line)) : h("a", { href: `#/kasus/${line.tracking_id}` }, titleOf(line));
    return h(
      "tr",
      { role: "row", "data-id": line.tracking_id },
      cell("columnTitle", title, h("span", { class: "hint" }, [line.tracking_id, found?.category ? categoryName(found.category) : null].filter(Boolean).join(" · "))),
      cell("columnOffice", officeName(line.agency), found?.agency && found.agency.id !== line.agency ? h("span", { class: "hint" }, t("nowAt", { office: found.agency.name })) : null),
      cell("lateDays", h("span", { class: `left ${isOpen(line) ? "wrong" : "soft"}` }, t("daysAgo", { n: days }))),
      cell("columnBroke", formatDay(calendarDay(zone(), new Date(line.at)), language())),
      cell("columnStatus", found?.status_label[language()] ?? t("unknownNow")),
      cell("columnWarnings", found === undefined || found.warnings === 0 ? t("never") : t("warnedTimes", { n: found.warnings })),
    );
  }

  private drawTable(): void {
    if (this.found === null) return fill(this.table, h("p", { class: "empty" }, t("deskLoading")));
    if (this.found.status !== 200) return fill(this.table, h("div", { class: "notice wrong", role: "alert" }, h("p", {}, t("notLoaded")), h("button", { type: "button", class: "secondary", onclick: () => void this.load() }, t("retry"))));
    const lines = this.lines();
    const open = this.found.lines.filter(isOpen).length;
    const now = new Date();
    const columns = ["columnTitle", "columnOffice", "lateDays", "columnBroke", "columnStatus", "columnWarnings"] as const;
    fill(
      this.table,
      h("p", { class: "sum" }, ...iconAndText("warning", t("lateSum", { n: this.found.lines.length, open }))),
      this.found.more && h("p", { class: "hint" }, t("lateMore")),
      lines.length === 0
        ? h("p", { class: "empty" }, this.found.lines.length === 0 ? t("emptyLateList") : t("noHit"))
        : h("table", { class: "late", role: "table" }, h("caption", { class: "unseen" }, t(NAMES[this.list])), h("thead", {}, h("tr", { role: "row" }, ...columns.map((each) => h("th", { scope: "col", role: "columnheader" }, t(each))))), h("tbody", {}, ...lines.map((line) => this.rowView(line, now)))),
    );
  }

  private draw(): void {
    fill(
      this.element,
      h("h1", {}, t("oversightHeading")),
      h("p", { class: "hint" }, t("oversightLead")),
      h("nav", { class: "tabs", "aria-label": t("oversightHeading") }, ...(Object.keys(LISTS) as ListName[]).map((each) => h("a", { href: `#/pengawasan/${each}`, "aria-current": each === this.list ? "page" : null }, t(NAMES[each])))),
      this.toolsView(),
      this.table,
    );
    this.drawTable();
  }
}
