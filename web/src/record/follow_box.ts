/** What a reader takes along: the feed of what is shown, and HTML for another site. */

import { t } from "../i18n/language";
import { h } from "../shared/dom";
import { embedCode } from "./embed_code";
import { feedPath, recordPath, type Filters } from "./filters";

/** The box of a list; `title` is what the list is called elsewhere. */
export function followBox(filters: Filters, title: string): HTMLDetailsElement {
  const whole = (path: string): string => new URL(path, location.href).href;
  const { category, region, agency } = filters;
  const feed = whole(feedPath(filters));
  const code = embedCode({ address: whole(recordPath({ category, region, agency })), title }, { address: whole("/"), title: t("embedFile") });
  return h(
    "details",
    { id: "follow" },
    h("summary", {}, t("followHeading")),
    h("p", {}, t("followFeed")),
    copied("feed-address", t("followAddress"), feed),
    h("p", { class: "row-of-links" }, h("a", { href: feed, type: "application/atom+xml" }, "Atom")),
    h("p", { class: "hint" }, t("followFilters")),
    h("p", {}, t("followCode")),
    copied("embed-code", t("followCodeLabel"), code),
  );
}

/** A text to copy: pressed, all of it is selected. */
function copied(id: string, label: string, text: string): HTMLElement {
  const field = h("textarea", { id, class: "code-to-copy", readonly: true, rows: 3, onclick: () => field.select() }, text);
  return h("div", { class: "field" }, h("label", { for: id }, label), field);
}
