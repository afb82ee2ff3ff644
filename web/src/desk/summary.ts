/** The summary of a month for the head of a region: what the public statistics say, in sentences and ranks. */

import { language, t } from "../i18n/language";
import { formatNumber, outOfTen } from "../i18n/numbers";
import type { StatisticsLine } from "../statistics/api";

/** With fewer answers a share says nothing about an office. */
export const FEWEST_RANKED = 10;
const RANKED_AT_MOST = 5;

/** The line of a month in which nothing happened. */
export const NOTHING: StatisticsLine = { key: null, label: { id: "", en: "" }, filed: 0, routed: 0, answered: 0, days_to_first_response: null, in_time: 0, in_time_share: null, closed: 0, breached: 0 };

type Counts = Omit<StatisticsLine, "label" | "key">;

const number = (value: number): string => formatNumber(value, language());

/** The share of answers in time; null where there are too few answers to tell. */
function inTime({ answered, in_time }: Counts): number | null {
  return answered < FEWEST_RANKED ? null : in_time / answered;
}

/** Five sentences: the month beside the one before. */
export function sentencesOf(now: Counts, before: Counts): readonly string[] {
  const beside = (text: string, value: number | null): string => (value === null ? text : `${text} ${t("summaryBefore", { n: number(value) })}`);
  const share = inTime(now);
  const shareBefore = inTime(before);
  const answered =
    share === null
      ? t("summaryFew", { n: number(now.answered) })
      : `${t("summaryInTime", { part: outOfTen(share) })} ${t("summaryExactly", { part: number(now.in_time), whole: number(now.answered) })}.${shareBefore === null ? "" : ` ${t("summaryInTimeBefore", { part: outOfTen(shareBefore) })}`}`;
  const days = now.days_to_first_response;
  return [
    answered,
    beside(t("summaryFiled", { n: number(now.filed ?? 0) }), before.filed ?? 0),
    beside(t("summaryClosed", { n: number(now.closed) }), before.closed),
    beside(t("summaryBroken", { n: number(now.breached) }), before.breached),
    days === null ? t("summaryDaysFew") : beside(t("summaryDays", { n: number(days) }), before.days_to_first_response),
  ];
}

interface Ranks {
  readonly best: readonly StatisticsLine[];
  readonly worst: readonly StatisticsLine[];
  /** How many have too few answers. */
  readonly unranked: number;
}

/** The best and the worst, five each at most and nobody in both; none where there are not two to compare. */
export function ranksOf(offices: readonly StatisticsLine[]): Ranks {
  const ranked = offices
    .filter((each) => inTime(each) !== null)
    .sort((one, other) => (inTime(other) ?? 0) - (inTime(one) ?? 0) || other.answered - one.answered || one.label.id.localeCompare(other.label.id));
  const each = Math.min(RANKED_AT_MOST, Math.floor(ranked.length / 2));
  return { best: ranked.slice(0, each), worst: ranked.slice(ranked.length - each).reverse(), unranked: offices.length - ranked.length };
}
