/** Boxes that tell the reader something important. */

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { h, iconAndText, type IconName } from "./dom";

/** A box with an icon, a heading and a sentence, so that its colour never stands alone. */
export function notice(tone: "good" | "wrong" | "soon" | "calm", sign: IconName, heading: WordKey, sentence: string): HTMLElement {
  return h("div", { class: `notice ${tone}` }, noticeHead(sign, heading), h("p", {}, sentence));
}

/** The icon and heading of a box. */
export function noticeHead(sign: IconName, heading: WordKey): HTMLElement {
  return h("p", { class: "notice-head" }, ...iconAndText(sign, t(heading)));
}
