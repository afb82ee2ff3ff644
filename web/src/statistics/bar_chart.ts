/** A table whose numbers are also drawn as bars, from zero: one thing to read, to listen to, to print. */

import { language, t } from "../i18n/language";
import { formatNumber, formatShare } from "../i18n/numbers";
import { h, svg } from "../shared/dom";
import type { StatisticsLine } from "./api";

const NO_VALUE = "–";

/** The table under its caption; `head` names the first column, `measure` is what the bars are long by, `pathOf` where a line leads. */
export function barTable(caption: string, head: string, lines: readonly StatisticsLine[], measure: "filed" | "routed", pathOf?: (key: string) => string): HTMLElement {
  const longest = Math.max(1, ...lines.map((line) => line[measure] ?? 0));
  const heads = [head, t(measure === "filed" ? "columnFiled" : "columnRouted"), t("columnInTime"), t("columnDays")];
  return h(
    "table",
    { class: "bars" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...heads.map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, ...lines.map((line) => row(line, line[measure] ?? 0, longest, pathOf))),
  );
}

function row(line: StatisticsLine, count: number, longest: number, pathOf?: (key: string) => string): HTMLElement {
  const name = line.label[language()];
  const share = line.in_time_share;
  const days = line.days_to_first_response;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, pathOf && line.key !== null ? h("a", { href: pathOf(line.key) }, name) : name),
    h("td", {}, formatNumber(count, language()), bar(count / longest)),
    share === null ? noValue() : h("td", {}, formatShare(share), h("span", { class: "of" }, t("inTimeOf", { part: formatNumber(line.in_time, language()), whole: formatNumber(line.answered, language()) }))),
    days === null ? noValue() : h("td", {}, formatNumber(days, language())),
  );
}

/** Too few reports to tell; a screen reader hears why there is no figure. */
function noValue(): HTMLElement {
  return h("td", {}, h("span", { "aria-hidden": "true" }, NO_VALUE), h("span", { class: "unseen" }, t("tooFew")));
}

/** Only accompanies the number beside it, hidden from screen readers. */
function bar(share: number): SVGElement {
  const width = Math.round(share * 1000) / 10;
  return svg({ viewBox: "0 0 100 6", preserveAspectRatio: "none", class: "bar", "aria-hidden": true }, "rect", { width, height: 6 });
}
