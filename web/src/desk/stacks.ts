/** All stacks as the centre sees them: what each has sent last, and as of when. */

import { calendarDay, formatInstant, type Zone } from "../i18n/dates";
import { language, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";

export interface LateFigures {
  readonly open: number;
  readonly late: number;
  readonly newly_late: number;
  readonly longest_late_days: number | null;
}

interface LateOffice extends LateFigures {
  readonly id: string;
  readonly name: string;
}

export interface StackSummary extends LateFigures {
  readonly at: string;
  /** Whether newer figures should have come. */
  readonly old: boolean;
  readonly late_offices: number;
  /** The worst, the worst first. */
  readonly offices: readonly LateOffice[];
}

export interface StackLine {
  readonly slug: string;
  readonly name: string;
  /** Its address, if it has sent figures and is not this stack. */
  readonly site: string | null;
  readonly summary: StackSummary | null;
}

interface StacksTotal {
  readonly open: number;
  readonly late: number;
  /** Stacks that have sent figures, all, and those whose figures are old. */
  readonly known: number;
  readonly all: number;
  readonly old: number;
}

/** The sum over all stacks that have sent figures. */
export function totalOf(lines: readonly StackLine[]): StacksTotal {
  const known = lines.flatMap(({ summary }) => summary ?? []);
  const sum = (name: "open" | "late"): number => known.reduce((total, each) => total + each[name], 0);
  return { open: sum("open"), late: sum("late"), known: known.length, all: lines.length, old: known.filter(({ old }) => old).length };
}

/** As of when: "Data pukul 13.40", with the day if it is not today. */
export function dataAt(at: string, zone: Zone, now: Date): string {
  const moment = new Date(at);
  if (calendarDay(zone, moment) !== calendarDay(zone, now)) return formatInstant(at, zone, language());
  const clock = new Date(moment.getTime() + zone.utc_offset * 3_600_000).toISOString().slice(11, 16);
  return t("dataAt", { time: language() === "id" ? clock.replace(":", ".") : clock });
}

export const HEAD: readonly WordKey[] = ["stackColumn", "openColumn", "lateColumn", "newlyLateColumn", "longestColumn", "dataColumn"];
export const OFFICES_HEAD: readonly WordKey[] = ["columnOffice", "openColumn", "lateColumn", "newlyLateColumn", "longestColumn"];

/** Figures as cells, in the order of the heads. */
export function cellsOf({ open, late, newly_late, longest_late_days }: LateFigures): readonly string[] {
  return [String(open), String(late), String(newly_late), longest_late_days === null ? "–" : t("daysAgo", { n: longest_late_days })];
}

/** A stack as a row of the file: what the table shows and no more. */
export function rowOf({ name, summary }: StackLine): readonly string[] {
  if (summary === null) return [name, "", "", "", "", t("dataNone")];
  return [name, String(summary.open), String(summary.late), String(summary.newly_late), String(summary.longest_late_days ?? ""), summary.at];
}

/** An office as a row of the file. */
export function officeRowOf(office: LateOffice): readonly string[] {
  return [office.name, String(office.open), String(office.late), String(office.newly_late), String(office.longest_late_days ?? "")];
}
