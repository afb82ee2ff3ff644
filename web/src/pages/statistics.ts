/** statistik.html: statistics by month, place, category, office, type and channel, and the data files. */

import { calendarDay, formatMonth, monthsBefore } from "../i18n/dates";
import { addWords, language, onLanguage, t } from "../i18n/language";
import { formatNumber, outOfTen } from "../i18n/numbers";
import { STATISTICS_WORDS } from "../i18n/statistics_words";
import type { WordKey } from "../i18n/words";
import { recordPath } from "../record/filters";
import { byId, fill, h } from "../shared/dom";
import { fetchSiteFile } from "../shared/http";
import { zone } from "../shared/stack";
import { readStatistics, type DataFile, type Statistics, type StatisticsLine } from "../statistics/api";
import { barTable } from "../statistics/bar_chart";
import { takeAway } from "../statistics/take_away";
import { trend } from "../statistics/trend";
import { startPage } from "./start_page";

addWords(STATISTICS_WORDS);

const MONTHS_SHOWN = 12;
const LINES_SHOWN = 10;
const FILES_SHOWN = 8;
/** What the name of a file for spreadsheets ends in; each stands beside the one for programs. */
const EXCEL = ".excel.csv";

const GROUPS = ["region", "category", "agency", "type", "channel"] as const;
type Group = (typeof GROUPS)[number];
const HEADINGS: Record<Group, readonly [heading: WordKey, caption: WordKey, column: WordKey]> = {
  region: ["byRegionHeading", "byRegion", "columnRegion"],
  category: ["byCategoryHeading", "byCategory", "columnCategory"],
  agency: ["byAgencyHeading", "byAgency", "columnAgency"],
  type: ["byTypeHeading", "byType", "columnType"],
  channel: ["byChannelHeading", "byChannel", "columnChannel"],
};

const LEADING: Record<Group, WordKey> = { region: "mostArrived", category: "mostReported", agency: "mostReceived", type: "mostOfType", channel: "mostBy" };

let months: Statistics | null = null;
/** A month such as `2026-11`, or empty for all that are shown. */
let chosenMonth = "";
let groups: Partial<Record<Group, Statistics>> = {};
let files: readonly DataFile[] = [];

const thisMonth = (): string => calendarDay(zone(), new Date()).slice(0, 7);
const firstMonth = (): string => monthsBefore(thisMonth(), MONTHS_SHOWN - 1);

async function loadStatistics(): Promise<void> {
  const answer = await readStatistics(firstMonth(), thisMonth(), "month", MONTHS_SHOWN);
  if (!answer.ok) return void fill(byId("months"), h("p", { class: "notice soon", role: "status" }, t("unreachable")), retryButton());
  months = answer.body;
  const [index] = await Promise.all([fetchSiteFile<{ readonly resources: readonly DataFile[] }>("/data/index.json"), chooseMonth(chosenMonth)]);
  files = (index?.resources ?? []).filter(({ format }) => format === "csv").reverse();
  drawPage();
}

function retryButton(): HTMLElement {
  return h("button", { type: "button", class: "secondary", onclick: () => void loadStatistics() }, t("retry"));
}

async function chooseMonth(month: string): Promise<void> {
  chosenMonth = month;
  groups = {};
  const requests = GROUPS.map(async (group) => {
    const answer = await readStatistics(month || firstMonth(), month || thisMonth(), group, LINES_SHOWN);
    if (answer.ok && chosenMonth === month) groups[group] = answer.body;
  });
  await Promise.all(requests);
  drawPage();
}

function drawPage(): void {
  if (months === null) return;
  const lines = months.items.map((line) => ({ ...line, label: monthLabel(line.key ?? "") }));
  fill(byId("months"), ...(lines.length === 0 ? [h("p", { role: "status" }, t("statisticsNone"))] : overview(months, lines)));
  fill(byId("period"), lines.length === 0 ? null : periodField(lines));
  fill(byId("places"), ...GROUPS.map(groupSection));
  fill(
    byId("files"),
    ...files
      .filter(({ path }) => !path.endsWith(EXCEL))
      .slice(0, FILES_SHOWN)
      .map(fileLine),
  );
}

/** A file with its size, and the same for a spreadsheet where there is one. */
function fileLine({ path, title, bytes }: DataFile): HTMLElement {
  const name = title.split(" / ")[language() === "id" ? 0 : 1] ?? title;
  const copy = path.replace(/\.csv$/, EXCEL);
  const size = t("kilobytes", { size: formatNumber(Math.ceil(bytes / 1024), language()) });
  const forExcel = files.some((file) => file.path === copy) && h("a", { href: `/data/${copy}`, "aria-label": `${name}, Excel` }, "Excel");
  return h("li", {}, h("a", { href: `/data/${path}` }, name), ` (CSV, ${size}) `, forExcel);
}

function monthLabel(month: string): StatisticsLine["label"] {
  return { id: formatMonth(month, "id"), en: formatMonth(month, "en") };
}

/** One sentence with the result, then the months. */
function overview({ total }: Statistics, lines: readonly StatisticsLine[]): HTMLElement[] {
  const filed = formatNumber(total.filed ?? 0, language());
  const share = total.in_time_share;
  const sentence = share === null ? t("sumFiled", { filed }) : t("sumInTime", { filed, part: outOfTen(share) });
  const caption = t("byMonth");
  const direction = trend(lines, thisMonth());
  return [
    h("p", { class: "said-large" }, sentence),
    ...(direction === null ? [] : [h("p", { id: "trend" }, direction)]),
    h(
      "p",
      { class: "row-of-links" },
      h("a", { href: "#how-heading" }, t("meaningLink")),
      h("button", { type: "button", class: "quiet", onclick: () => print() }, t("printSummary")),
    ),
    barTable(caption, t("columnMonth"), lines, "filed"),
    takeAway({ sentence, caption, name: fileName("month"), measure: "filed", lines }),
  ];
}

function periodField(lines: readonly StatisticsLine[]): HTMLElement {
  const select = h(
    "select",
    { id: "month", onchange: () => void chooseMonth(select.value) },
    h("option", { value: "", selected: chosenMonth === "" }, t("periodAll", { months: MONTHS_SHOWN })),
    ...[...lines].reverse().map(({ key, label }) => h("option", { value: key, selected: key === chosenMonth }, label[language()])),
  );
  return h("div", { class: "field" }, h("label", { for: "month" }, t("periodLabel")), select);
}

function groupSection(group: Group): HTMLElement | null {
  const found = groups[group];
  if (!found || found.items.length === 0) return null;
  const [heading, caption, column] = HEADINGS[group];
  const left = found.found - found.items.length;
  const measure = group === "agency" ? "routed" : "filed";
  const sentence = leading(group, found.items[0]!, measure);
  return h(
    "section",
    {},
    h("h2", {}, t(heading)),
    h("p", { class: "point" }, sentence),
    barTable(t(caption), t(column), found.items, measure, (key) => recordPath({ [group]: key })),
    takeAway({ sentence, caption: t(caption), name: fileName(group), measure, lines: found.items }),
    left > 0 && h("p", { class: "hint" }, t("linesLeft", { count: formatNumber(left, language()) })),
  );
}

/** What the first line of a table says, and how punctual it was where enough was answered. */
function leading(group: Group, line: StatisticsLine, measure: "filed" | "routed"): string {
  const said = t(LEADING[group], { name: line.label[language()], count: formatNumber(line[measure] ?? 0, language()) });
  return line.in_time_share === null ? said : `${said} ${t("mostInTime", { part: outOfTen(line.in_time_share) })}`;
}

function fileName(group: string): string {
  return `statistik-${group}-${chosenMonth || `${firstMonth()}-${thisMonth()}`}`;
}

onLanguage(drawPage);
void startPage().then(loadStatistics);
