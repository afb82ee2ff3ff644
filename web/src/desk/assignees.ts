/** Who of the office has which case: taken, handed to a colleague, given back. Leaves no event, and the case keeps its version. */

import { ask, type Session } from "./api";

/** Who has a case. */
export interface Holder {
  readonly person: string;
  readonly name: string | null;
}

interface GivenCase {
  readonly tracking_id: string;
  readonly person: string | null;
  readonly name: string | null;
  /** Why it was left as it was; null if it was given. */
  readonly left: string | null;
}

const WORKERS = ["officer", "approver", "liaison"];

/** Whether the grant is one by which cases are had. */
export function worksHere({ grant }: Session): boolean {
  return WORKERS.includes(grant.role);
}

function path({ grant }: Session, what: string): string {
  return `/v1/agencies/${grant.agency.id}/${what}`;
}

/** Who has which case of the office; null where it could not be read. */
export async function loadHolders(session: Session): Promise<ReadonlyMap<string, Holder> | null> {
  const { answer } = await ask<{ readonly items: readonly (Holder & { readonly tracking_id: string })[] }>("GET", path(session, "assignees"), session.key);
  return answer.ok ? new Map(answer.body.items.map(({ tracking_id, person, name }) => [tracking_id, { person, name }])) : null;
}

/** The people to whom a case can be given, by name. */
export async function loadColleagues(session: Session): Promise<readonly Holder[]> {
  const { answer } = await ask<{ readonly items: readonly Holder[] }>("GET", path(session, "colleagues"), session.key);
  return answer.ok ? answer.body.items : [];
}

/** Gives cases to a person, or to nobody; each is left where somebody else than `had` has it now. Null: nothing was answered. */
export async function give(session: Session, person: string | null, had: ReadonlyMap<string, string | null>): Promise<readonly GivenCase[] | null> {
  const cases = [...had].map(([tracking_id, had_by]) => ({ tracking_id, had_by }));
  const { answer } = await ask<{ readonly items: readonly GivenCase[] }>("POST", path(session, "assignees"), session.key, { person, cases });
  return answer.ok ? answer.body.items : null;
}
