/** Requests to the API and for files of the site. None of them throws: a failure is an answer too. */

import { language } from "../i18n/language";

/** An RFC 9457 problem document. `field` is a JSON pointer into the request's body. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly {
    readonly field: string;
    readonly code: string;
    readonly detail: string;
    /** Of a character that is refused: where it stands in what was sent, counted in characters from 0. */
    readonly position?: number;
  }[];
  /** The stack that a number belongs to if not to this one; its site, where known, is an absolute address. */
  readonly lives_at?: { readonly name: string; readonly site: string | null };
}

/** `problem` is null when nothing that speaks the API answered: no network, a hotel's login page, a timeout. */
export type Answer<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly problem: Problem | null };

const TIMEOUT_MS = 30_000;

/** One request to the API in the reader's language. `secret` proves the reporter; `signal` cancels the request. */
export async function callApi<T>(
  method: "GET" | "POST",
  path: string,
  body?: unknown,
  secret?: string | null,
  headers: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<Answer<T>> {
  const abort = new AbortController();
  signal?.addEventListener("abort", () => abort.abort());
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const sent: Record<string, string> = { "Accept-Language": language(), ...headers };
    if (body !== undefined) sent["Content-Type"] = "application/json";
    if (secret) sent["Receipt-Secret"] = secret;
    const response = await fetch(path, {
      method,
      headers: sent,
      signal: abort.signal,
      cache: "no-store",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const type = response.headers.get("Content-Type") ?? "";
    if (response.ok && type.startsWith("application/json")) return { ok: true, body: (await response.json()) as T };
    const problem = type.startsWith("application/problem+json") ? ((await response.json()) as Problem) : null;
    return { ok: false, problem };
  } catch {
    return { ok: false, problem: null };
  } finally {
    clearTimeout(timer);
  }
}

/** A JSON file of the site; null when it is missing or there is no connection. */
export async function fetchSiteFile<T>(path: string): Promise<T | null> {
  try {
    const response = await fetch(path);
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return null;
  }
}

/** The text of a problem document, its fields first. */
export function problemText(problem: Problem): string {
  return problem.errors?.map(({ detail }) => detail).join(" ") || problem.detail || problem.title;
}
