/** statistik.html: what was counted, by month, place, category and office, and where the data is. */

import { statistics } from "../shared/api";
import { barTable } from "../statistics/bar_chart";
import { monthsBefore, numberInWords, outOfTen, type DataFile, type Line, type Statistics } from "../statistics/counts";
import { dayIn, monthInWords } from "../i18n/dates";
import { byId, fill, h } from "../shared/dom";
import { addWords, language, onLanguage, t } from "../i18n/language";
import { startPage, zone } from "../shared/page";
import { fetchJson } from "../shared/stack";
import { STATISTICS_WORDS } from "../i18n/statistics_words";
import type { WordKey } from "../i18n/words";

addWords(STATISTICS_WORDS);

const MONTHS_SHOWN = 12;
const LINES_SHOWN = 10;
const FILES_SHOWN = 8;

const GROUPS = ["region", "category", "agency"] as const;
type Group = (typeof GROUPS)[number];
const HEADINGS: Record<Group, readonly [heading: WordKey, caption: WordKey, column: WordKey]> = {
  region: ["byRegionHeading", "byRegion", "columnRegion"],
  category: ["byCategoryHeading", "byCategory", "columnCategory"],
  agency: ["byAgencyHeading", "byAgency", "columnAgency"],
};

let months: Statistics | null = null;
/** A month such as `2026-11`, or empty for all that are shown. */
let chosen = "";
let groups: Partial<Record<Group, Statistics>> = {};
let files: readonly DataFile[] = [];

const present = (): string => dayIn(zone(), new Date()).slice(0, 7);
const first = (): string => monthsBefore(present(), MONTHS_SHOWN - 1);

async function start(): Promise<void> {
  const answer = await statistics(first(), present(), "month", MONTHS_SHOWN);
  if (!answer.ok) return void fill(byId("months"), h("p", { class: "notice soon", role: "status" }, t("unreachable")), again());
  months = answer.body;
  const [index] = await Promise.all([fetchJson<{ readonly resources: readonly DataFile[] }>("/data/index.json"), choose(chosen)]);
  files = (index?.resources ?? []).filter(({ format }) => format === "csv").reverse();
  draw();
}

function again(): HTMLElement {
  return h("button", { type: "button", class: "secondary", onclick: () => void start() }, t("retry"));
}

async function choose(month: string): Promise<void> {
  chosen = month;
  groups = {};
  const asked = GROUPS.map(async (group) => {
    const answer = await statistics(month || first(), month || present(), group, LINES_SHOWN);
    if (answer.ok && chosen === month) groups[group] = answer.body;
  });
  await Promise.all(asked);
  draw();
}

function draw(): void {
  if (months === null) return;
  const lines = months.items.map((line) => ({ ...line, label: inBoth(line.key ?? "") }));
  fill(byId("months"), ...(lines.length === 0 ? [h("p", { role: "status" }, t("statisticsNone"))] : overview(months, lines)));
  fill(byId("period"), lines.length === 0 ? null : period(lines));
  fill(byId("places"), ...GROUPS.map(section));
  fill(
    byId("files"),
    ...files.slice(0, FILES_SHOWN).map(({ path, title, bytes }) =>
      h("li", {}, h("a", { href: `/data/${path}` }, title.split(" / ")[language() === "id" ? 0 : 1] ?? title), ` (CSV, ${t("kilobytes", { size: numberInWords(Math.ceil(bytes / 1024), language()) })})`),
    ),
  );
}

function inBoth(month: string): Line["label"] {
  return { id: monthInWords(month, "id"), en: monthInWords(month, "en") };
}

/** One sentence that says it, then the months. */
function overview({ total }: Statistics, lines: readonly Line[]): HTMLElement[] {
  const filed = numberInWords(total.filed ?? 0, language());
  const share = total.in_time_share;
  const said = share === null ? t("sumFiled", { filed }) : t("sumInTime", { filed, part: outOfTen(share) });
  return [h("p", { class: "said-large" }, said), barTable(t("byMonth"), t("columnMonth"), lines, "filed")];
}

function period(lines: readonly Line[]): HTMLElement {
  const select = h(
    "select",
    { id: "month", onchange: () => void choose(select.value) },
    h("option", { value: "", selected: chosen === "" }, t("periodAll", { months: MONTHS_SHOWN })),
    ...[...lines].reverse().map(({ key, label }) => h("option", { value: key, selected: key === chosen }, label[language()])),
  );
  return h("div", { class: "field" }, h("label", { for: "month" }, t("periodLabel")), select);
}

function section(group: Group): HTMLElement | null {
  const found = groups[group];
  if (!found || found.items.length === 0) return null;
  const [heading, caption, column] = HEADINGS[group];
  const left = found.found - found.items.length;
  return h(
    "section",
    {},
    h("h2", {}, t(heading)),
    barTable(t(caption), t(column), found.items, group === "agency" ? "routed" : "filed"),
    left > 0 && h("p", { class: "hint" }, t("linesLeft", { count: numberInWords(left, language()) })),
  );
}

onLanguage(draw);
void startPage().then(start);
