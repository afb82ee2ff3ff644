/** One act on several cases, one after the other: each is a command and an event of its own. */

import { newRandomKey } from "../shared/random_key";
import { act, type QueueLine, type Session } from "./api";

const MOST_AT_ONCE = 50;

/** Accepts the cases as they stand in the list; `left` are those that have changed meanwhile, or did not answer. */
export async function acceptAll(session: Session, lines: readonly QueueLine[]): Promise<{ readonly accepted: number; readonly left: readonly string[] }> {
  const left: string[] = [];
  for (const line of lines.slice(0, MOST_AT_ONCE)) {
    const { answer } = await act(session, line, "accept", {}, newRandomKey());
    if (!answer.ok) left.push(line.tracking_id);
  }
  return { accepted: Math.min(lines.length, MOST_AT_ONCE) - left.length, left: [...left, ...lines.slice(MOST_AT_ONCE).map(({ tracking_id }) => tracking_id)] };
}
