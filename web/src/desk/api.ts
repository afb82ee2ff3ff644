/** Requests of the desk: with the key of the session, which this tab keeps until it is closed. */

import type { Invitation } from "../attachments/api";
import { language, type Bilingual } from "../i18n/language";
import type { Case } from "../shared/case_api";
import type { Answer, Problem } from "../shared/http";

/** By what somebody acts. */
export interface Grant {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly role: string;
  readonly role_label: Bilingual;
  readonly agency: { readonly id: string; readonly name: string };
  readonly decree: string;
  readonly valid_until: string;
}

export interface Session {
  readonly key: string;
  readonly ends_at: string;
  readonly grant: Grant;
  /** How many grants there are to change to. */
  readonly grants: number;
}

export interface QueueLine {
  readonly tracking_id: string;
  readonly title: string | null;
  readonly category: string | null;
  readonly status: string;
  readonly due_at: string;
  readonly citizen_due_at: string | null;
  readonly days_left: number;
  /** `emergency` and `urgent` stand before all dates. */
  readonly priority: string;
  /** `waiting` for a second person, or `sent_back` by that person. */
  readonly draft: string | null;
  /** How often offices have passed it on. */
  readonly hops: number;
  readonly version: number;
  readonly breached: boolean;
  readonly flags: readonly string[];
}

export interface PossibleAction {
  readonly action: string;
  readonly label: Bilingual;
  readonly fields: readonly { readonly name: string; readonly required: boolean }[];
  readonly possible: boolean;
  readonly reason: string | null;
}

/** What a letter says to a province that no stack serves yet; its words are those that the public reads. */
interface Letter {
  readonly to: string;
  readonly sender: string;
  readonly title: string | null;
  readonly text: string | null;
  readonly place: string | null;
  readonly province: string;
}

export type DeskCase = Case & { readonly actions: readonly PossibleAction[]; readonly letter?: Letter; readonly assignee?: { readonly person: string; readonly name: string | null } };

interface Reply<T> {
  readonly answer: Answer<T>;
  readonly status: number;
  readonly tag: string | null;
}

const STORED = "lapor.desk.session";
const TIMEOUT_MS = 30_000;
const PAGES_AT_MOST = 5;

export function storedSession(): Session | null {
  const text = sessionStorage.getItem(STORED);
  return text === null ? null : (JSON.parse(text) as Session);
}

export function storeSession(session: Session | null): void {
  if (session === null) sessionStorage.removeItem(STORED);
  else sessionStorage.setItem(STORED, JSON.stringify(session));
}

const BUSY = 503;
const TRIES = 4;
const LONGEST_PAUSE_S = 5;

/** One request with a bearer, again where the stack was busy: each is safe to repeat. `status` is 0 where nothing answered. */
export async function ask<T>(method: string, path: string, bearer: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply<T>> {
  for (let attempt = 1; ; attempt += 1) {
    const reply = await askOnce<T>(method, path, bearer, body, headers);
    if (reply.status !== BUSY || attempt === TRIES) return reply;
    await new Promise((resolve) => setTimeout(resolve, 1000 * Math.min(reply.after, LONGEST_PAUSE_S)));
  }
}

async function askOnce<T>(method: string, path: string, bearer: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Reply<T> & { readonly after: number }> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(path, {
      method,
      headers: {
        Accept: "application/json",
        "Accept-Language": language(),
        Authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      signal: abort.signal,
      cache: "no-store",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { status } = response;
    const tag = response.headers.get("ETag");
    const after = Number(response.headers.get("Retry-After")) || 1;
    if (response.ok && status !== 204) return { answer: { ok: true, body: (await response.json()) as T }, status, tag, after };
    const speaks = (response.headers.get("Content-Type") ?? "").startsWith("application/problem+json");
    return { answer: { ok: false, problem: speaks ? ((await response.json()) as Problem) : null }, status, tag, after };
  } catch {
    return { answer: { ok: false, problem: null }, status: 0, tag: null, after: 0 };
  } finally {
    clearTimeout(timer);
  }
}

export interface Queue {
  readonly lines: readonly QueueLine[];
  readonly tag: string | null;
  readonly status: number;
}

/** An office's open cases, or those that fit the `filter`, a thousand at most; `tag` says what was seen before. Status 304: nothing has changed. */
export async function loadQueue(session: Session, filter: string, tag: string | null): Promise<Queue> {
  const lines: QueueLine[] = [];
  let cursor: string | null = null;
  let seen: string | null = null;
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const query: string = `${filter}&limit=200${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;
    const known: Record<string, string> = page === 0 && tag !== null ? { "If-None-Match": tag } : {};
    const reply: Reply<{ items: QueueLine[]; next_cursor: string | null }> = await ask("GET", `/v1/agencies/${session.grant.agency.id}/queue?${query}`, session.key, undefined, known);
    if (!reply.answer.ok) return { lines, tag, status: reply.status };
    lines.push(...reply.answer.body.items);
    seen ??= reply.tag;
    cursor = reply.answer.body.next_cursor;
    if (cursor === null) break;
  }
  return { lines, tag: seen, status: 200 };
}

function pathOf(session: Session, trackingId: string): string {
  return `/v1/agencies/${session.grant.agency.id}/complaints/${trackingId}`;
}

export function loadCase(session: Session, trackingId: string): Promise<Reply<DeskCase>> {
  return ask("GET", pathOf(session, trackingId), session.key);
}

/** Gives a command on the case as it was seen. The same `key` is the same command, however often it is sent. */
export function act(session: Session, seen: Pick<DeskCase, "tracking_id" | "version">, action: string, body: unknown, key: string): Promise<Reply<unknown>> {
  return ask("POST", `${pathOf(session, seen.tracking_id)}/${action}`, session.key, body, { "If-Match": `"${seen.version}"`, "Idempotency-Key": key });
}

/** The address of a photo for five minutes. */
export async function photoAddress(session: Session, path: string): Promise<string | null> {
  const { answer } = await ask<{ url: string }>("GET", path, session.key);
  return answer.ok ? answer.body.url : null;
}

/** Asks where to send a photo of the office's. */
export async function invitePhoto(session: Session, trackingId: string, photo: { readonly media_type: string; readonly bytes: number; readonly private?: boolean }): Promise<Answer<Invitation>> {
  return (await ask<Invitation>("POST", `${pathOf(session, trackingId)}/attachments`, session.key, photo)).answer;
}

export function closeSession(session: Session): Promise<Reply<unknown>> {
  return ask("DELETE", "/v1/session", session.key);
}
