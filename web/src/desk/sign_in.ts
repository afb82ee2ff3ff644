/** Signing in: at the user pool's own page, back with a code, and for it a token that opens a session under one grant. */

import { knownStack } from "../shared/stack";
import { ask, storeSession, type Grant, type Session } from "./api";

interface Tokens {
  readonly id_token: string;
  readonly access_token: string;
}

/** What the person has to do before the desk opens; `open` says that it is open. */
export type Outcome =
  | { readonly kind: "open" }
  | { readonly kind: "choose"; readonly grants: readonly Grant[] }
  | { readonly kind: "factor" }
  | { readonly kind: "refused"; readonly text: string | null };

const PENDING = "lapor.desk.pending";
const TOKENS = "lapor.desk.tokens";
const SCOPE = "openid email aws.cognito.signin.user.admin";

function target(): { readonly origin: string; readonly client_id: string } | null {
  return knownStack()?.sign_in ?? null;
}

function callback(): string {
  return `${location.origin}/meja/`;
}

function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Leaves for the page of the user pool. Where the person was is kept. */
export async function leaveToSignIn(): Promise<void> {
  const at = target();
  if (at === null) return;
  const verifier = encode(crypto.getRandomValues(new Uint8Array(32)));
  const state = encode(crypto.getRandomValues(new Uint8Array(16)));
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state, hash: location.hash }));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    client_id: at.client_id,
    response_type: "code",
    scope: SCOPE,
    redirect_uri: callback(),
    state,
    code_challenge: encode(new Uint8Array(digest)),
    code_challenge_method: "S256",
  });
  location.assign(`${at.origin}/oauth2/authorize?${query}`);
}

/** Whether this page was called with a code. */
export function isReturning(): boolean {
  return new URLSearchParams(location.search).has("code");
}

/** Uses the code of the address, once, and takes it out of the address. */
export async function finishSignIn(): Promise<Outcome> {
  const query = new URLSearchParams(location.search);
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? "{}") as { verifier?: string; state?: string; hash?: string };
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, "", `/meja/${pending.hash ?? ""}`);
  const at = target();
  if (at === null || pending.verifier === undefined || pending.state !== query.get("state")) return { kind: "refused", text: null };
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: at.client_id,
    code: query.get("code") ?? "",
    redirect_uri: callback(),
    code_verifier: pending.verifier,
  });
  try {
    const response = await fetch(`${at.origin}/oauth2/token`, { method: "POST", body: form });
    if (!response.ok) return { kind: "refused", text: null };
    sessionStorage.setItem(TOKENS, JSON.stringify(await response.json()));
  } catch {
    return { kind: "refused", text: null };
  }
  return openSession(null);
}

function tokens(): Tokens | null {
  const text = sessionStorage.getItem(TOKENS);
  return text === null ? null : (JSON.parse(text) as Tokens);
}

/** Opens a session under a grant, or under the only one. The token is forgotten as soon as one is open. */
export async function openSession(grant: string | null): Promise<Outcome> {
  const held = tokens();
  if (held === null) return { kind: "refused", text: null };
  const { answer } = await ask<{ session: Pick<Session, "key" | "ends_at"> | null; grant: Grant | null; grants: Grant[] }>("POST", "/v1/session", held.id_token, grant === null ? {} : { grant });
  if (!answer.ok) {
    if (answer.problem?.code === "second_factor_needed") return { kind: "factor" };
    return { kind: "refused", text: answer.problem?.code === "no_grant" ? (answer.problem.detail ?? null) : null };
  }
  const { session, grant: taken, grants } = answer.body;
  if (session === null || taken === null) return { kind: "choose", grants };
  sessionStorage.removeItem(TOKENS);
  storeSession({ ...session, grant: taken, grants: grants.length });
  return { kind: "open" };
}

/** Where accounts are asked for: beside the sign-in page on a laptop, at the region's own address on AWS. */
function accounts(origin: string): string {
  const region = /\.auth\.([a-z0-9-]+)\.amazoncognito\.com$/.exec(origin)?.[1];
  return region === undefined ? `${origin}/` : `https://cognito-idp.${region}.amazonaws.com/`;
}

async function askPool(operation: string, body: Readonly<Record<string, unknown>>): Promise<Record<string, unknown> | null> {
  const at = target();
  const held = tokens();
  if (at === null || held === null) return null;
  try {
    const response = await fetch(accounts(at.origin), {
      method: "POST",
      headers: { "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": `AWSCognitoIdentityProviderService.${operation}` },
      body: JSON.stringify({ AccessToken: held.access_token, ...body }),
    });
    return response.ok ? ((await response.json()) as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The key to be added to an authenticator; null if the pool does not answer. */
export async function newFactorKey(): Promise<string | null> {
  const answer = await askPool("AssociateSoftwareToken", {});
  return typeof answer?.["SecretCode"] === "string" ? answer["SecretCode"] : null;
}

/** Whether the code shows that the key was added; from then on the pool asks for one at each sign-in. */
export async function confirmFactor(code: string): Promise<boolean> {
  const verified = await askPool("VerifySoftwareToken", { UserCode: code });
  if (verified?.["Status"] !== "SUCCESS") return false;
  return (await askPool("SetUserMFAPreference", { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } })) !== null;
}
