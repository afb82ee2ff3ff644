/** Public statistics, and the list of data files. */

import type { Bilingual } from "../i18n/language";
import { callApi, type Answer } from "../shared/http";

/** A line of statistics. Medians, means and shares are null where there are too few cases to tell. */
export interface StatisticsLine {
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
  readonly items: readonly StatisticsLine[];
  readonly found: number;
  readonly total: Omit<StatisticsLine, "label">;
}

/** One resource of /data/index.json. */
export interface DataFile {
  readonly path: string;
  readonly title: string;
  readonly format: string;
  readonly bytes: number;
}

/** The counts from one month to another, the busiest lines first; `within` names one region, category or office to count alone. */
export function readStatistics(from: string, to: string, by: string, limit: number, within: Readonly<Record<string, string>> = {}): Promise<Answer<Statistics>> {
  const query = new URLSearchParams({ from, to, by, limit: String(limit), ...within });
  return callApi("GET", `/v1/statistics?${query.toString()}`);
}
