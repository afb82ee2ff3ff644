/** Tables of the desk: on a phone each row is a block whose cells name their column. */

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { h } from "../shared/dom";

/** A table of text. */
export function tableView(caption: WordKey, columns: readonly WordKey[], rows: readonly (readonly string[])[]): HTMLElement {
  return h(
    "table",
    { class: "late", role: "table" },
    h("caption", {}, t(caption)),
    h("thead", {}, h("tr", { role: "row" }, ...columns.map((each) => h("th", { scope: "col", role: "columnheader" }, t(each))))),
    h("tbody", {}, ...rows.map((cells) => h("tr", { role: "row" }, ...cells.map((text, at) => h("td", { role: "cell", "data-name": t(columns[at]!) }, h("span", {}, text)))))),
  );
}
