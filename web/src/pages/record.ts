/** publik.html: the public reports, narrowed down by words, state, category, region, office and month. The address says by what. */

import { calendarDay, monthsBefore } from "../i18n/dates";
import { addWords, language, onLanguage, t } from "../i18n/language";
import { formatNumber, outOfTen } from "../i18n/numbers";
import { RECORD_WORDS } from "../i18n/record_words";
import { categoryNames, listReports, regionName, regionNames, type Named, type ReportLine } from "../record/api";
import { drawFilterForm } from "../record/filter_form";
import { filtersIn, recordPath, type Filters } from "../record/filters";
import { followBox } from "../record/follow_box";
import { MapBox } from "../record/map_box";
import { nameOf, reportEntry } from "../record/report_list";
import { NATIONAL } from "../shared/branding";
import { byId, fill, h } from "../shared/dom";
import { problemText } from "../shared/http";
import { knownStack, zone } from "../shared/stack";
import { readStatistics, type StatisticsLine } from "../statistics/api";
import { startPage } from "./start_page";

addWords(RECORD_WORDS);

const MONTHS_COUNTED = 12;

const form = byId<HTMLFormElement>("filters");
const map = new MapBox(byId("map"));
let filters = filtersIn(location.search);
let categories: readonly Named[] = [];
let regions: readonly Named[] = [];
let reports: readonly ReportLine[] = [];
/** Where the next page begins: null at the end of the record, undefined before the first answer. */
let cursor: string | null | undefined;
/** What was counted of the office, region or category. */
let figures: StatisticsLine | null = null;
/** Why the list could not be read, in the language of that moment. */
let problem = "";

const thisMonth = (): string => calendarDay(zone(), new Date()).slice(0, 7);

/** The office, region or category that the page is about: the narrowest one. */
function subject({ agency, region, category }: Filters): readonly [by: "agency" | "region" | "category", key: string] | null {
  if (agency !== "") return ["agency", agency];
  if (region !== "") return ["region", region];
  return category === "" ? null : ["category", category];
}

function subjectName(): string {
  const found = subject(filters);
  if (found === null) return "";
  const [by, key] = found;
  const office = reports.find(({ agency }) => agency?.id === key)?.agency?.name ?? "";
  const listed = { agency: office, region: nameOf(regions, key), category: nameOf(categories, key) }[by];
  return listed || figures?.label[language()] || key;
}

async function load(): Promise<void> {
  reports = [];
  cursor = undefined;
  figures = null;
  drawPage(filters);
  await Promise.all([loadMore(), loadFigures()]);
}

async function loadMore(): Promise<void> {
  const asked = filters;
  const answer = await listReports(asked, cursor ?? null);
  if (asked !== filters) return;
  problem = answer.ok ? "" : answer.problem ? problemText(answer.problem) : t("unreachable");
  if (answer.ok) {
    reports = [...reports, ...answer.body.items];
    cursor = answer.body.next_cursor;
  }
  drawList();
  drawHeading();
}

async function loadFigures(): Promise<void> {
  const asked = filters;
  const found = subject(asked);
  if (found === null) return;
  const [by, key] = found;
  const answer = await readStatistics(monthsBefore(thisMonth(), MONTHS_COUNTED - 1), thisMonth(), by, 1, { [by]: key });
  if (asked !== filters || !answer.ok) return;
  figures = answer.body.items.find((line) => line.key === key) ?? null;
  drawHeading();
}

/** The fields as they stand, with what somebody has typed and not sent yet. */
function typedFilters(): Filters {
  const given = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  return filtersIn(`?${given.toString()}`);
}

function drawPage(fields: Filters): void {
  drawFilterForm(form, fields, { categories, regions, month: thisMonth() });
  drawHeading();
  drawList();
}

/** What the page is about, and what was counted of it. */
function drawHeading(): void {
  const name = subjectName();
  const title = name === "" ? t("recordHeading") : t("recordOf", { name });
  const box = byId("figures");
  // It has its place before name and figures arrive.
  box.classList.toggle("awaited", name !== "");
  fill(
    box,
    name !== "" && h("h2", {}, name),
    figures && h("p", { class: "said-large" }, sentence(figures)),
    h("p", { class: "row-of-links" }, h("a", { href: "/statistik.html" }, t("figuresMore"))),
  );
  const follow = followBox(filters, `${title} - ${knownStack()?.brand ?? NATIONAL}`);
  follow.open = byId("take").querySelector("details")?.open ?? false;
  fill(byId("take"), follow);
}

function sentence(line: StatisticsLine): string {
  const said = t("figuresArrived", { count: formatNumber(line.filed ?? line.routed, language()) });
  return line.in_time_share === null ? said : `${said} ${t("figuresInTime", { part: outOfTen(line.in_time_share) })}`;
}

function drawList(): void {
  map.show(reports);
  fill(byId("reports"), ...reports.map((line) => reportEntry(line, categories, regions)));
  byId("found").textContent = problem || (cursor === undefined ? "" : foundWords(cursor));
  const again = h("button", { type: "button", class: "secondary", onclick: () => void loadMore() }, t(problem ? "retry" : reports.length > 0 ? "showMore" : "searchOn"));
  fill(byId("more"), (problem !== "" || typeof cursor === "string") && again);
}

function foundWords(next: string | null): string {
  if (reports.length > 0) return t("reportsShown", { count: reports.length });
  return t(next === null ? "reportsNone" : "reportsNotYet");
}

function showFromAddress(): void {
  filters = filtersIn(location.search);
  void load();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", recordPath(typedFilters()));
  showFromAddress();
});
window.addEventListener("popstate", showFromAddress);
onLanguage(() => drawPage(typedFilters()));
drawPage(filters);
void startPage().then(async (stack) => {
  void load();
  [categories, regions] = await Promise.all([categoryNames(), stack === null ? [] : regionNames(stack.region)]);
  if (filters.region !== "" && !regions.some(({ id }) => id === filters.region)) {
    const linked = await regionName(filters.region);
    if (linked !== null) regions = [...regions, linked];
  }
  drawPage(typedFilters());
});
