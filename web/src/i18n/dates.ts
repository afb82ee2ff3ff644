/**
 * Dates and times in words, in the stack's own time zone. Written out rather than left to the browser: cheap phones
 * carry trimmed language data, and a due date must read the same on all of them.
 */

import type { Language } from "./language";

/** A time zone as /stack.json gives it: hours ahead of UTC, and its name (WIB, WITA or WIT). */
export interface Zone {
  readonly utc_offset: number;
  readonly timezone: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const WEEKDAYS: Record<Language, readonly string[]> = {
  id: ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};
const MONTHS: Record<Language, readonly string[]> = {
  id: ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"],
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
};

/** `2026-12-21` as "Senin, 21 Desember 2026"; text that is no date comes back as it is. */
export function formatDay(day: string, language: Language): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return day;
  const date = new Date(at);
  const month = MONTHS[language][date.getUTCMonth()];
  return `${WEEKDAYS[language][date.getUTCDay()]}, ${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}

/** `2026-12` as "Desember 2026". */
export function formatMonth(month: string, language: Language): string {
  const name = MONTHS[language][Number(month.slice(5)) - 1];
  return name === undefined ? month : `${name} ${month.slice(0, 4)}`;
}

/** The calendar day, `YYYY-MM-DD`, of an instant in a zone. */
export function calendarDay(zone: Zone, instant: Date): string {
  return new Date(instant.getTime() + zone.utc_offset * HOUR).toISOString().slice(0, 10);
}

/** An RFC 3339 instant as "Sabtu, 21 November 2026 pukul 14.05 WITA". */
export function formatInstant(instant: string, zone: Zone, language: Language): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return instant;
  const local = new Date(at + zone.utc_offset * HOUR).toISOString();
  const clock = local.slice(11, 16);
  const day = formatDay(local.slice(0, 10), language);
  return language === "id"
    ? `${day} pukul ${clock.replace(":", ".")} ${zone.timezone}`
    : `${day} at ${clock} ${zone.timezone}`;
}

/** The month so many before another: `2026-11` less 11 is `2025-12`. */
export function monthsBefore(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - count;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}

/** Whole days from one calendar day to another; negative when the second lies before the first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}
