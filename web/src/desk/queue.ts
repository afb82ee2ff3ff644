/** The lines of a list of cases: which fit what is searched for, and what a line shows. */

import { calendarDay, formatDay } from "../i18n/dates";
import { language, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { h, iconAndText } from "../shared/dom";
import { zone } from "../shared/stack";
import type { QueueLine } from "./api";
import type { Holder } from "./assignees";
import { categoryName } from "./categories";

const FLAGS: Readonly<Record<string, WordKey>> = { secret: "flagSecret", sensitive: "flagSensitive", anonymous: "flagAnonymous" };
const HIDES = { secret: true, sensitive: true };
const DANGER: Readonly<Record<string, WordKey>> = { emergency: "dangerNow", urgent: "dangerSoon" };
const SOON_DAYS = 5;
const FLAGS_SHOWN = 3;
const MOST_COUNTED = 999;

/** A count as a tab shows it. */
export function countText(count: number): string {
  return count > MOST_COUNTED ? `${MOST_COUNTED}+` : String(count);
}

/** Which lines are looked for: by words in title or number, by category, and by who has the case; empty stands for all. */
export interface Sought {
  readonly words: string;
  readonly category: string;
  /** A person's id, or `none`. */
  readonly holder: string;
}

/** The lines that are looked for. */
export function fitting(lines: readonly QueueLine[], { words, category, holder }: Sought, holders: ReadonlyMap<string, Holder> = new Map()): readonly QueueLine[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter((line) => {
    const text = `${line.title ?? ""} ${line.tracking_id} ${line.tracking_id.replace(/-/g, "")}`.toLowerCase();
    const has = holders.get(line.tracking_id)?.person ?? "none";
    return (category === "" || line.category === category) && (holder === "" || holder === has) && wanted.every((word) => text.includes(word));
  });
}

/** How much time the office has, in words, and how it is shown. */
export function leftWords(days: number): { readonly text: string; readonly tone: "soft" | "soon" | "wrong" } {
  if (days < 0) return { text: t("leftPast", { n: -days }), tone: "wrong" };
  const text = days === 0 ? t("leftToday") : t("leftDays", { n: days });
  return { text, tone: days <= SOON_DAYS ? "soon" : "soft" };
}

const DRAFTS: Readonly<Record<string, WordKey>> = { waiting: "flagDraftWaits", sent_back: "flagSentBack" };

function flagsOf(line: QueueLine): readonly string[] {
  const draft = line.draft === null ? undefined : DRAFTS[line.draft];
  return [
    ...(line.breached ? [t("flagBreached")] : []),
    ...line.flags.flatMap((flag) => (FLAGS[flag] === undefined ? [] : [t(FLAGS[flag])])),
    ...(draft === undefined ? [] : [t(draft)]),
    ...(line.hops > 0 ? [t("flagMoved", { n: line.hops })] : []),
  ];
}

/** Whether a line may be worked with others at once: never what is dangerous or hidden. */
export function forMany(line: QueueLine): boolean {
  return line.priority !== "emergency" && !line.flags.some((flag) => flag in HIDES);
}

/** A line of the list; `chosen` is the one under the cursor, `mark` a box to mark it with, `holder` who has it. */
export function lineView(line: QueueLine, chosen: boolean, mark: HTMLElement | null, holder: string | null = null): HTMLElement {
  const left = leftWords(line.days_left);
  const danger = DANGER[line.priority];
  const flags = flagsOf(line);
  const more = flags.length - FLAGS_SHOWN;
  return h(
    "li",
    { class: `line${chosen ? " chosen" : ""}${line.priority === "emergency" ? " in-danger" : ""}`, "data-id": line.tracking_id },
    h("p", { class: "marks" }, mark, danger !== undefined && h("span", { class: `danger ${line.priority}` }, ...iconAndText("warning", t(danger))), h("span", { class: `left ${left.tone}` }, left.text), ...flags.slice(0, FLAGS_SHOWN).map((flag) => h("span", { class: "flag" }, flag)), more > 0 && h("span", { class: "flag" }, `+${more}`)),
    h("h2", {}, h("a", { href: `#/kasus/${line.tracking_id}`, "aria-current": chosen ? "true" : null }, line.title ?? t("untitled"))),
    h("p", { class: "hint" }, [line.category && categoryName(line.category), line.citizen_due_at && t("citizenDue", { day: formatDay(calendarDay(zone(), new Date(line.citizen_due_at)), language()) }), holder !== null && t("holderIs", { name: holder })].filter(Boolean).join(" · ")),
  );
}
