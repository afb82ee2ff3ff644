/** Ringkasan: a month of the own region on one page, for its head and the aide. Figures alone, and only those that are public. */

import { calendarDay, formatDay, formatMonth, monthsBefore } from "../i18n/dates";
import { DESK_SUMMARY_WORDS } from "../i18n/desk_summary_words";
import { addWords, language, t } from "../i18n/language";
import { formatNumber, formatShare } from "../i18n/numbers";
import { fill, h } from "../shared/dom";
import { callApi } from "../shared/http";
import { knownStack, zone } from "../shared/stack";
import type { StatisticsLine } from "../statistics/api";
import type { Desk, DeskPage } from "./page";
import { FEWEST_RANKED, NOTHING, ranksOf, sentencesOf } from "./summary";
import { tableView } from "./table";

addWords(DESK_SUMMARY_WORDS);

const MONTHS = 12;
const CENTRE = "00";
const OFFICES_AT_MOST = 200;

interface Answered {
  readonly items: readonly StatisticsLine[];
  readonly complete_before: string | null;
}

interface Found {
  readonly now: StatisticsLine;
  readonly before: StatisticsLine;
  readonly offices: readonly StatisticsLine[];
  readonly places: readonly StatisticsLine[];
  readonly until: string | null;
}

export class SummaryPage implements DeskPage {
  readonly element = h("div", { class: "summary" });
  private month = calendarDay(zone(), new Date()).slice(0, 7);
  private found: Found | null = null;
  private failed = false;

  constructor(private readonly desk: Desk) {}

  show(): void {
    this.draw();
    void this.load();
  }

  translate(): void {
    this.draw();
  }

  /** The region whose figures are asked for; null for the whole stack. */
  private get region(): string | null {
    const own = this.desk.session.grant.agency.id.split("-")[0] ?? CENTRE;
    return own === CENTRE || own === knownStack()?.region ? null : own;
  }

  private ask(by: string, from: string, to: string): ReturnType<typeof callApi<Answered>> {
    const region = this.region;
    return callApi<Answered>("GET", `/v1/statistics?by=${by}&from=${from}&to=${to}&limit=${OFFICES_AT_MOST}${region === null ? "" : `&region=${region}`}`);
  }

  private async load(): Promise<void> {
    const { month } = this;
    const last = monthsBefore(month, 1);
    // Statistics know regencies and no smaller places: within one there is nothing to set side by side.
    const wholeStack = this.region === null;
    const [months, offices, places] = await Promise.all([this.ask("month", last, month), this.ask("agency", month, month), wholeStack ? this.ask("region", month, month) : null]);
    if (month !== this.month) return;
    this.failed = !months.ok || !offices.ok || places?.ok === false;
    if (months.ok && offices.ok) {
      const of = (key: string): StatisticsLine => months.body.items.find((each) => each.key === key) ?? NOTHING;
      this.found = { now: of(month), before: of(last), offices: offices.body.items, places: places?.ok === true ? places.body.items : [], until: months.body.complete_before };
    }
    this.draw();
  }

  private officesView({ offices }: Found): HTMLElement {
    const { best, worst, unranked } = ranksOf(offices);
    const row = ({ label, answered, in_time }: StatisticsLine): readonly string[] => [label[language()], inTimeText(in_time, answered)];
    const columns = ["columnOffice", "summaryInTimeColumn"] as const;
    return h(
      "section",
      { "aria-labelledby": "summary-offices" },
      h("h2", { id: "summary-offices" }, t("summaryOffices")),
      best.length === 0 ? h("p", {}, t("summaryNoRanks", { fewest: FEWEST_RANKED })) : h("div", { class: "ranks" }, tableView("summaryBest", columns, best.map(row)), tableView("summaryWorst", columns, worst.map(row))),
      unranked > 0 && h("p", { class: "hint" }, t("summaryUnranked", { n: unranked, fewest: FEWEST_RANKED })),
    );
  }

  private placesView({ places }: Found): HTMLElement | false {
    const rows = places
      .filter(({ key }) => key !== null)
      .map(({ label, filed, answered, in_time, breached }) => [label[language()], formatNumber(filed ?? 0, language()), answered === 0 ? "–" : inTimeText(in_time, answered), formatNumber(breached, language())]);
    return rows.length > 0 && h("section", {}, tableView("summaryPlaces", ["summaryPlace", "summaryFiledColumn", "summaryInTimeColumn", "summaryBrokenColumn"], rows));
  }

  private bodyView(): readonly HTMLElement[] {
    if (this.failed) return [h("div", { class: "notice wrong", role: "alert" }, h("p", {}, t("notLoaded")), h("button", { type: "button", class: "secondary", onclick: () => void this.load() }, t("retry")))];
    const { found } = this;
    if (found === null) return [h("p", { class: "empty" }, t("deskLoading"))];
    const places = this.placesView(found);
    return [h("ol", { class: "sentences" }, ...sentencesOf(found.now, found.before).map((each) => h("li", {}, each))), this.officesView(found), ...(places === false ? [] : [places])];
  }

  private draw(): void {
    const now = calendarDay(zone(), new Date()).slice(0, 7);
    const months = Array.from({ length: MONTHS }, (_, before) => monthsBefore(now, before));
    const select = h(
      "select",
      { id: "month", "aria-label": t("filterMonth"), onchange: () => ((this.month = select.value), (this.found = null), this.draw(), void this.load()) },
      ...months.map((each) => h("option", { value: each, selected: each === this.month }, formatMonth(each, language()))),
    );
    const until = this.found?.until;
    fill(
      this.element,
      h("h1", {}, t("summaryHeading")),
      h("p", { class: "lead" }, t("summaryOf", { month: formatMonth(this.month, language()), office: this.desk.session.grant.agency.name })),
      h("div", { class: "tools" }, select, h("button", { type: "button", class: "secondary", id: "print", disabled: this.found === null, onclick: () => window.print() }, t("summaryPrint"))),
      ...this.bodyView(),
      h("p", { class: "hint" }, `${t("summaryLead")} ${until ? t("summaryUntil", { day: formatDay(until, language()) }) : ""}`),
    );
  }
}

function inTimeText(part: number, whole: number): string {
  return t("summaryOf100", { part: formatNumber(part, language()), whole: formatNumber(whole, language()), share: formatShare(part / whole) });
}
