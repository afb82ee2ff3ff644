/** Where things go: the last whole month against the one before, in one sentence. */

import { formatMonth, monthsBefore } from "../i18n/dates";
import { language, t } from "../i18n/language";
import { formatNumber, formatShare } from "../i18n/numbers";
import type { StatisticsLine } from "./api";

/** The sentence; null unless both months are among the lines. The month that runs is none of them: it is not over. */
export function trend(lines: readonly StatisticsLine[], thisMonth: string): string | null {
  const [month, earlier] = [monthsBefore(thisMonth, 1), monthsBefore(thisMonth, 2)];
  const last = lines.find(({ key }) => key === month);
  const before = lines.find(({ key }) => key === earlier);
  if (last === undefined || before === undefined) return null;
  const more = (last.filed ?? 0) - (before.filed ?? 0);
  const said = {
    month: formatMonth(month, language()),
    before: formatMonth(earlier, language()),
    filed: formatNumber(last.filed ?? 0, language()),
    count: formatNumber(Math.abs(more), language()),
  };
  const arrived = t(more > 0 ? "trendMore" : more < 0 ? "trendFewer" : "trendSame", said);
  if (last.in_time_share === null || before.in_time_share === null) return arrived;
  return `${arrived} ${t("trendInTime", { part: formatShare(last.in_time_share), earlier: formatShare(before.in_time_share) })}`;
}
