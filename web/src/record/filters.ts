/** What the public record is narrowed down to: as the page's own address says it, and as the API is asked. */

import { OPEN } from "../shared/case_status";

/** The filters; empty strings do not filter. */
export interface Filters {
  readonly words: string;
  /** A choice of `STATES`. */
  readonly state: string;
  readonly category: string;
  /** The code of a region of any level. */
  readonly region: string;
  /** The id of an office. */
  readonly agency: string;
  /** `2026-11` */
  readonly month: string;
}

/** What citizens tell apart, and the statuses that it stands for. */
export const STATES: Readonly<Record<string, readonly string[]>> = {
  terbuka: OPEN,
  ditanggapi: ["responded"],
  selesai: ["closed"],
  diarsipkan: ["archived"],
};

const NAMES: Readonly<Record<keyof Filters, string>> = { words: "kata", state: "keadaan", category: "kategori", region: "wilayah", agency: "instansi", month: "bulan" };
const KEYS = Object.keys(NAMES) as (keyof Filters)[];
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The filters that an address names; what it names wrongly does not filter. */
export function filtersIn(search: string): Filters {
  const given = new URLSearchParams(search);
  const found = Object.fromEntries(KEYS.map((key) => [key, given.get(NAMES[key])?.trim() ?? ""])) as unknown as Filters;
  return { ...found, state: Object.keys(STATES).includes(found.state) ? found.state : "", month: MONTH.test(found.month) ? found.month : "" };
}

/** The address of the page with these filters. */
export function recordPath(filters: Partial<Filters>): string {
  const named = new URLSearchParams(KEYS.flatMap((key) => (filters[key] ? [[NAMES[key], filters[key]]] : [])));
  const query = named.toString();
  return `/publik.html${query && `?${query}`}`;
}

/** The query of `GET /v1/complaints`. */
export function recordQuery({ words, state, category, region, agency, month }: Filters): URLSearchParams {
  const asked = {
    words,
    status: (STATES[state] ?? []).join(","),
    category,
    region,
    agency,
    filed_from: month && `${month}-01`,
    filed_until: month && lastDay(month),
  };
  return new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ""));
}

/** The address of the feed of the same office, region and category. */
export function feedPath({ category, region, agency }: Filters): string {
  const query = new URLSearchParams(Object.entries({ agency, region, category }).filter(([, value]) => value !== "")).toString();
  return `/v1/complaints.atom${query && `?${query}`}`;
}

function lastDay(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10);
}
