/** Requests of the public record: its lines, and the names of what they can be narrowed down to. */

import type { Bilingual } from "../i18n/language";
import { callApi, fetchSiteFile, type Answer } from "../shared/http";
import { recordQuery, type Filters } from "./filters";

/** A public report without its text. */
export interface ReportLine {
  readonly tracking_id: string;
  readonly title: string;
  readonly category: string | null;
  readonly region: string | null;
  readonly filed_at: string;
  readonly status: string;
  readonly status_label: Bilingual;
  readonly agency: { readonly id: string; readonly name: string } | null;
}

/** A page of the record; it may be short, or empty, and still have a cursor. */
interface RecordPage {
  readonly items: readonly ReportLine[];
  readonly next_cursor: string | null;
}

/** A choice of a filter, by its id or code. */
export interface Named {
  readonly id: string;
  readonly name: Bilingual;
}

const PAGE_LINES = 20;

/** A page of the reports that the filters leave, behind the cursor of the page before. */
export function listReports(filters: Filters, cursor: string | null): Promise<Answer<RecordPage>> {
  const query = recordQuery(filters);
  query.set("limit", String(PAGE_LINES));
  if (cursor !== null) query.set("cursor", cursor);
  return callApi("GET", `/v1/complaints?${query.toString()}`);
}

/** The categories; none when they cannot be loaded. */
export async function categoryNames(): Promise<readonly Named[]> {
  return (await fetchSiteFile<{ readonly categories: readonly Named[] }>("/categories.json"))?.categories ?? [];
}

/** A region below the regencies by its code, as links to it name it; null when it is unknown or cannot be read. */
export async function regionName(code: string): Promise<Named | null> {
  const answer = await callApi<{ readonly path: readonly string[] }>("GET", `/v1/regions/${code}`);
  const name = answer.ok ? answer.body.path[answer.body.path.length - 1] : undefined;
  return name === undefined ? null : { id: code, name: { id: name, en: name } };
}

/** The regencies and towns of a province; none when they cannot be loaded. */
export async function regionNames(province: string): Promise<readonly Named[]> {
  const regions = (await fetchSiteFile<readonly { readonly code: string; readonly name: string }[]>(`/regions/${province}.json`)) ?? [];
  return regions.map(({ code, name }) => ({ id: code, name: { id: name, en: name } }));
}

/** Where a public report is, rounded to about 100 m as everywhere in public; null if it says no point. */
interface PlacedRequest {
  readonly service_request_id: string;
  readonly lat: number | null;
  readonly long: number | null;
}

/** The points of public reports, at most fifty. What nobody may see any more is left out of the answer. */
export function findPoints(numbers: readonly string[]): Promise<Answer<readonly PlacedRequest[]>> {
  return callApi("GET", `/open311/v2/requests.json?service_request_id=${numbers.join(",")}`);
}
