/** A table whose numbers are also drawn as bars, from zero: one thing to read, to listen to, to print. */

import { numberInWords, shareInWords, type Line } from "./counts";
import { h } from "../shared/dom";
import { language, t } from "../i18n/language";

const SVG = "http://www.w3.org/2000/svg";
const NOTHING = "–";

/** The table under its caption; `head` names the first column, `size` is what the bars are long by. */
export function barTable(caption: string, head: string, lines: readonly Line[], size: "filed" | "routed"): HTMLElement {
  const longest = Math.max(1, ...lines.map((line) => line[size] ?? 0));
  const heads = [head, t(size === "filed" ? "columnFiled" : "columnRouted"), t("columnInTime"), t("columnDays")];
  return h(
    "table",
    { class: "bars" },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, ...heads.map((words) => h("th", { scope: "col" }, words)))),
    h("tbody", {}, ...lines.map((line) => row(line, line[size] ?? 0, longest))),
  );
}

function row(line: Line, count: number, longest: number): HTMLElement {
  const share = line.in_time_share;
  const days = line.days_to_first_response;
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, line.label[language()]),
    h("td", {}, numberInWords(count, language()), bar(count / longest)),
    h("td", {}, share === null ? NOTHING : shareInWords(share)),
    h("td", {}, days === null ? NOTHING : numberInWords(days, language())),
  );
}

/** Only accompanies the number beside it, hidden from screen readers. */
function bar(part: number): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 100 6");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("class", "bar");
  svg.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("width", String(Math.round(part * 1000) / 10));
  rect.setAttribute("height", "6");
  svg.append(rect);
  return svg;
}
