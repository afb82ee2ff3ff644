/** The offices that a case might be for, as its last routing found them, and why. */

import type { CaseEvent } from "../shared/case_api";

export interface Candidate {
  readonly agency: string;
  /** How sure the text model was, in per cent; null where an office named it. */
  readonly percent: number | null;
  /** Who named it. */
  readonly by: string | null;
}

const MOST = 3;

/** At most three, the likeliest first. An office that has refused the case is none. */
export function candidatesOf(timeline: readonly CaseEvent[]): readonly Candidate[] {
  const refused = new Set(timeline.filter(({ kind }) => kind === "refused").map(({ actor }) => actor.agency));
  const found = new Map<string, Candidate>();
  for (const { data, actor } of [...timeline].reverse()) {
    const proposed = data?.["proposed"];
    if (typeof proposed === "string" && !found.has(proposed)) found.set(proposed, { agency: proposed, percent: null, by: actor.name ?? null });
    for (const each of String(data?.["alternatives"] ?? "").split(" ").filter(Boolean)) {
      const [agency = "", percent] = each.split(":");
      if (!found.has(agency)) found.set(agency, { agency, percent: Number(percent), by: null });
    }
  }
  return [...found.values()].filter(({ agency }) => !refused.has(agency)).slice(0, MOST);
}
