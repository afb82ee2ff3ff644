/** What a reader takes away from a table: its rows for a spreadsheet, and a picture to pass on. */

import { language, t } from "../i18n/language";
import { formatNumber, formatShare } from "../i18n/numbers";
import { h, iconAndText } from "../shared/dom";
import type { StatisticsLine } from "./api";

const WIDTH = 1080;
const MARGIN = 60;
const HEAD = 190;
const ROW = 84;
const INK = "#24211d";
const SOFT = "#5d574f";
const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';

interface Shown {
  /** What the table says, which heads its picture. */
  readonly sentence: string;
  readonly caption: string;
  /** The name of the files, without their ending. */
  readonly name: string;
  readonly measure: "filed" | "routed";
  readonly lines: readonly StatisticsLine[];
}

/** Rows as CSV with the mark by which spreadsheets know UTF-8. No cell is a formula. */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null): string => {
    const text = String(value ?? "");
    return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
  };
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** The rows of a table; a share or median of too few reports is empty, as it is in the table. */
export function rowsOf({ lines, measure }: Shown): (string | number | null)[][] {
  const head = [t("columnName"), t(measure === "filed" ? "columnFiled" : "columnRouted"), t("columnAnswered"), t("columnInTimeCount"), t("columnInTime"), t("columnDays")];
  return [
    head,
    ...lines.map((line) => {
      const few = line.in_time_share === null;
      return [line.label[language()], line[measure] ?? 0, few ? null : line.answered, few ? null : line.in_time, few ? null : formatShare(line.in_time_share!), line.days_to_first_response];
    }),
  ];
}

/** The two buttons below a table. */
export function takeAway(shown: Shown): HTMLElement {
  return h(
    "p",
    { class: "row-of-links take-away" },
    h("button", { type: "button", class: "quiet", onclick: () => save(`${shown.name}.csv`, new Blob([toCsv(rowsOf(shown))], { type: "text/csv" })) }, t("saveTable")),
    h("button", { type: "button", class: "quiet", onclick: () => drawPicture(shown).toBlob((blob) => blob && save(`${shown.name}.png`, blob)) }, ...iconAndText("picture", t("saveChart"))),
  );
}

function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers read the address only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Sentence, caption, and a bar from zero for each line, with the site it is from. */
function drawPicture({ sentence, caption, measure, lines }: Shown): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser draws no pictures");
  canvas.width = WIDTH;
  canvas.height = HEAD + lines.length * ROW + 90;
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const write = (text: string, x: number, y: number, font: string, colour: string, width: number): void => {
    pen.fillStyle = colour;
    pen.font = `${font} ${SANS}`;
    pen.fillText(text, x, y, width);
  };
  const full = WIDTH - 2 * MARGIN;
  write(sentence, MARGIN, 80, "700 38px", INK, full);
  write(caption, MARGIN, 135, "400 30px", SOFT, full);
  const longest = Math.max(1, ...lines.map((line) => line[measure] ?? 0));
  const accent = getComputedStyle(document.documentElement).getPropertyValue("--stack-accent") || "#0b5d4b";
  lines.forEach((line, at) => {
    const top = HEAD + at * ROW;
    const count = line[measure] ?? 0;
    write(line.label[language()], MARGIN, top + 26, "400 28px", INK, full - 160);
    pen.fillStyle = accent;
    pen.fillRect(MARGIN, top + 40, (count / longest) * (full - 160), 18);
    write(formatNumber(count, language()), WIDTH - MARGIN - 140, top + 58, "600 28px", INK, 140);
  });
  write(`${location.host}, ${t("statisticsHeading")}`, MARGIN, canvas.height - 35, "400 26px", SOFT, full);
  return canvas;
}
