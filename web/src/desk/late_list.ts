/** The lists of oversight: deadlines that were broken, and cases that went unsolved for 60 days. */

import { daysBetween, calendarDay, type Zone } from "../i18n/dates";
import { language, t, type Bilingual } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { ask, type Session } from "./api";
import { categoryName } from "./categories";
import { officeName } from "./offices";

export interface LateLine {
  readonly tracking_id: string;
  readonly at: string;
  /** Who held the case when the deadline broke. */
  readonly agency: string;
  readonly moved_to: string | null;
  /** The case as it is now, where the reader may see it. */
  readonly case?: {
    readonly title: string | null;
    readonly category: string | null;
    readonly status: string;
    readonly status_label: Bilingual;
    readonly agency: { readonly id: string; readonly name: string } | null;
    readonly priority: string;
    readonly warnings: number;
    readonly citizen_due_at: string | null;
  };
}

export const LISTS = { batas: "breaches", ombudsman: "ombudsman", janji: "promises" } as const;
export type ListName = keyof typeof LISTS;

export interface LateList {
  readonly lines: readonly LateLine[];
  /** Whether there are more than were read. */
  readonly more: boolean;
  readonly status: number;
}

const PAGES_AT_MOST = 10;
const OVER = ["closed", "archived", "referred"];

/** A month's list, two thousand lines at most. */
export async function loadLateList(session: Session, list: ListName, month: string): Promise<LateList> {
  const lines: LateLine[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const query: string = `month=${month}&cases=true&limit=200${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;
    const reply: Awaited<ReturnType<typeof ask<{ items: LateLine[]; next_cursor: string | null }>>> = await ask("GET", `/v1/${LISTS[list]}?${query}`, session.key);
    if (!reply.answer.ok) return { lines, more: false, status: reply.status };
    lines.push(...reply.answer.body.items);
    cursor = reply.answer.body.next_cursor;
    if (cursor === null) break;
  }
  return { lines, more: cursor !== null, status: 200 };
}

/** Whether somebody still has to act on it. A case that the reader may not see counts as open: nobody says otherwise. */
export function isOpen(line: LateLine): boolean {
  return line.case === undefined || !OVER.includes(line.case.status);
}

interface Filters {
  readonly office: string;
  readonly category: string;
  readonly openOnly: boolean;
}

/** The lines that fit, the longest late first. */
export function chosenLines(lines: readonly LateLine[], { office, category, openOnly }: Filters): readonly LateLine[] {
  return lines
    .filter((line) => (office === "" || line.agency === office) && (category === "" || line.case?.category === category) && (!openOnly || isOpen(line)))
    .sort((one, other) => one.at.localeCompare(other.at));
}

/** Whole days since the deadline, in the stack's zone. */
export function daysLate(line: LateLine, zone: Zone, now: Date): number {
  return daysBetween(calendarDay(zone, new Date(line.at)), calendarDay(zone, now));
}

/** What stands where a title would. */
export function titleOf(line: LateLine): string {
  return line.case?.title ?? t("titleHidden");
}

/** The head of the table and of its file. */
export const HEAD: readonly WordKey[] = ["columnNumber", "columnTitle", "columnOffice", "columnNow", "lateDays", "columnBroke", "columnStatus", "columnWarnings", "filterCategory"];

/** A line as a row of the file: what the table shows and no more. */
export function rowOf(line: LateLine, zone: Zone, now: Date): readonly string[] {
  const { case: found } = line;
  return [
    line.tracking_id,
    titleOf(line),
    officeName(line.agency),
    found?.agency?.name ?? (line.moved_to === null ? "" : officeName(line.moved_to)),
    String(daysLate(line, zone, now)),
    calendarDay(zone, new Date(line.at)),
    found?.status_label[language()] ?? "",
    found === undefined ? "" : String(found.warnings),
    found?.category ? categoryName(found.category) : "",
  ];
}
