/** What was counted, as the interface and the files tell it, and how it reads. */

import type { Bilingual } from "../shared/api";
import type { Language } from "../i18n/dates";

/** A line of statistics. Medians, means and shares are null where there are too few to say anything. */
export interface Line {
  readonly key: string | null;
  readonly label: Bilingual;
  /** Absent for offices: nobody holds a report when it is filed. */
  readonly filed?: number;
  readonly routed: number;
  readonly answered: number;
  readonly days_to_first_response: number | null;
  readonly in_time: number;
  readonly in_time_share: number | null;
  readonly closed: number;
  readonly breached: number;
}

export interface Statistics {
  readonly items: readonly Line[];
  readonly found: number;
  readonly total: Omit<Line, "label">;
}

export interface DataFile {
  readonly path: string;
  readonly title: string;
  readonly format: string;
  readonly bytes: number;
}

const SEPARATORS: Record<Language, readonly [thousands: string, decimal: string]> = { id: [".", ","], en: [",", "."] };

/** 12345.5 as "12.345,5" or "12,345.5"; written out, because cheap phones carry trimmed language data. */
export function numberInWords(value: number, language: Language): string {
  const [thousands, decimal] = SEPARATORS[language];
  const [whole, part] = String(Math.round(value * 10) / 10).split(".");
  const grouped = (whole ?? "").replace(/\B(?=(\d{3})+$)/g, thousands);
  return part === undefined ? grouped : `${grouped}${decimal}${part}`;
}

/** 0.8 as "80 %". Never rounded up to all or down to none. */
export function shareInWords(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return "99 %";
  if (rounded === 0 && share > 0) return "1 %";
  return `${rounded} %`;
}

/** "8 of 10": a share with a small denominator, for a sentence. */
export function outOfTen(share: number): number {
  return Math.min(share < 1 ? 9 : 10, Math.max(share > 0 ? 1 : 0, Math.round(share * 10)));
}

/** The month so many before another: `2026-11` less 11 is `2025-12`. */
export function monthsBefore(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - count;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}
