/**
 * Acts that wait some seconds on the device, so that they can be undone: what is once in the record stays there. Leaving the page sends
 * them; a tab that was killed sends them at its next start, with the same key.
 */

import { newRandomKey } from "../shared/random_key";
import { act, type Session } from "./api";

interface Held {
  readonly trackingId: string;
  readonly version: number;
  readonly action: string;
  readonly body: unknown;
  readonly key: string;
}

export interface Answered {
  readonly held: Held;
  /** 0 where nothing answered. */
  readonly status: number;
  readonly ok: boolean;
}

const STORED = "lapor.desk.held";
export const HELD_MS = 8_000;

let waiting: { readonly held: Held; readonly timer: ReturnType<typeof setTimeout> }[] = [];

function store(): void {
  if (waiting.length === 0) sessionStorage.removeItem(STORED);
  else sessionStorage.setItem(STORED, JSON.stringify(waiting.map(({ held }) => held)));
}

async function send(session: Session, held: Held): Promise<Answered> {
  const { answer, status } = await act(session, { tracking_id: held.trackingId, version: held.version }, held.action, held.body, held.key);
  return { held, status, ok: answer.ok };
}

/** Holds an act for some seconds, then sends it. */
export function hold(session: Session, asked: Omit<Held, "key">, answered: (answer: Answered) => void): void {
  const held = { ...asked, key: newRandomKey() };
  const go = (): void => {
    waiting = waiting.filter((each) => each.held !== held);
    void send(session, held).then((answer) => {
      store();
      answered(answer);
    });
  };
  waiting.push({ held, timer: setTimeout(go, HELD_MS) });
  store();
}

/** Takes back the act that was held last; null if none waits. */
export function undo(): Held | null {
  const last = waiting.pop();
  if (last === undefined) return null;
  clearTimeout(last.timer);
  store();
  return last.held;
}

/** Which cases an act waits for. */
export function heldCases(): ReadonlySet<string> {
  return new Set(waiting.map(({ held }) => held.trackingId));
}

/** Sends everything that waits, without waiting for answers: the page is being left. */
export function sendAll(session: Session): void {
  for (const { held, timer } of waiting) {
    clearTimeout(timer);
    void send(session, held);
  }
  waiting = [];
}

/** Sends what a killed tab had not sent. */
export async function sendLeft(session: Session): Promise<readonly Answered[]> {
  const left = JSON.parse(sessionStorage.getItem(STORED) ?? "[]") as readonly Held[];
  const answers = await Promise.all(left.map((held) => send(session, held)));
  sessionStorage.removeItem(STORED);
  return answers;
}
