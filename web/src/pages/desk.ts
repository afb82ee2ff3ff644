/** The officers' desk: one way in, the pages of the grant, and what all of them share. */

import { forgetValues } from "../desk/acts";
import { closeSession, storedSession, storeSession, type Session } from "../desk/api";
import { loadCategoryNames } from "../desk/categories";
import { showOutcome, signInPage } from "../desk/entrance";
import { sendAll, sendLeft } from "../desk/held";
import type { Desk, DeskPage } from "../desk/page";
import { pagesOf } from "../desk/pages";
import { finishSignIn, isReturning, leaveToSignIn } from "../desk/sign_in";
import { addWords, language, onLanguage, t } from "../i18n/language";
import { DESK_WORDS } from "../i18n/desk_words";
import { DESK_PAGES_WORDS } from "../i18n/desk_pages_words";
import { applyBranding } from "../shared/branding";
import { byId, fill, h } from "../shared/dom";
import { startLanguageSwitch } from "../shared/language_switch";
import { refreshStack } from "../shared/stack";

addWords(DESK_WORDS);
addWords(DESK_PAGES_WORDS);

const POLL_MS = 30_000;
const HIDDEN_POLL_MS = 300_000;

const main = byId("main");
const made = new Map<string, Promise<DeskPage>>();
let session: Session | null = null;
interface OpenPage {
  readonly id: string;
  readonly page: DeskPage;
}

let current: OpenPage | null = null;
let helping = false;

function say(text: string, undo?: () => void): void {
  fill(byId("said"), text, undo !== undefined && h("button", { type: "button", class: "quiet", id: "undo", onclick: undo }, t("undo"), h("kbd", {}, "z")));
}

function drawBar(): void {
  if (session === null) return fill(byId("who"));
  const { grant, grants } = session;
  fill(
    byId("who"),
    h("span", { class: "grant-now" }, `${grant.name} · ${grant.role_label[language()]}, ${grant.agency.name}`),
    grants > 1 && h("button", { type: "button", class: "quiet", onclick: () => void leaveToSignIn() }, t("changeGrant")),
    h("button", { type: "button", class: "quiet", id: "help", "aria-expanded": helping ? "true" : "false", onclick: toggleHelp }, t("keysHeading")),
    h("button", { type: "button", class: "quiet", id: "sign-out", onclick: () => void signOut() }, t("signOut")),
  );
  const pages = pagesOf(grant.role);
  byId("pages").setAttribute("aria-label", t("deskPages"));
  fill(byId("pages"), ...(pages.length > 1 ? pages.map(({ id, name }) => h("a", { href: `#/${id}`, "aria-current": id === current?.id ? "page" : null }, t(name))) : []));
  byId("pages").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  fill(byId("keys"), helping && h("div", { class: "notice" }, h("p", {}, h("strong", {}, t("keysHeading")), " ", t("keysList"))));
}

function toggleHelp(): void {
  helping = !helping;
  drawBar();
}

async function signOut(): Promise<void> {
  if (session !== null) {
    sendAll(session);
    await closeSession(session);
  }
  storeSession(null);
  forgetValues();
  session = null;
  location.assign("/meja/");
}

/** The session is over: what was typed stays, and signing in again comes back here. */
function stop(): void {
  fill(byId("stopped"), h("div", { class: "notice wrong" }, h("p", {}, t("sessionOver")), h("button", { type: "button", class: "primary", id: "again", onclick: () => void leaveToSignIn() }, t("signInAgain"))));
  storeSession(null);
}

/** The page of this name, or the one that the desk opens with; null if it could not be loaded. */
async function pageNamed(id: string | undefined, desk: Desk): Promise<OpenPage | null> {
  const pages = pagesOf(desk.session.grant.role);
  const chosen = pages.find((each) => each.id === id) ?? pages[0]!;
  const making = made.get(chosen.id) ?? chosen.make(desk);
  made.set(chosen.id, making);
  try {
    return { id: chosen.id, page: await making };
  } catch {
    made.delete(chosen.id);
    return null;
  }
}

async function follow(): Promise<void> {
  if (session === null) return;
  const desk: Desk = { session, say, signedOut: stop };
  const { hash } = location;
  const [, name, rest] = hash.split("/");
  const onCase = name === "kasus" && rest !== undefined;
  const next = onCase && current?.page.showCase !== undefined ? current : await pageNamed(onCase ? undefined : name, desk);
  if (hash !== location.hash) return;
  if (next === null) return say(t("notLoaded"));
  if (next.page !== current?.page) fill(main, next.page.element);
  current = next;
  drawBar();
  if (onCase) next.page.showCase?.(rest);
  else next.page.show(rest);
}

function onKey(event: KeyboardEvent): void {
  const field = (event.target as HTMLElement).closest("input:not([type=checkbox]), textarea, select");
  if (session === null || field !== null || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "?") toggleHelp();
  else if (current?.page.onKey?.(event.key) !== true) return;
  event.preventDefault();
}

function poll(): void {
  setTimeout(() => {
    if (session !== null) current?.page.poll?.();
    poll();
  }, document.hidden ? HIDDEN_POLL_MS : POLL_MS);
}

async function begin(): Promise<void> {
  session = storedSession();
  if (session === null) return signInPage(main, null);
  drawBar();
  const [left] = await Promise.all([sendLeft(session), loadCategoryNames()]);
  await follow();
  const failed = left.filter(({ ok }) => !ok);
  if (failed.length > 0) say(t("notHandedOver", { number: failed.map(({ held }) => held.trackingId).join(", ") }));
}

async function start(): Promise<void> {
  startLanguageSwitch();
  applyBranding(await refreshStack());
  if (isReturning()) showOutcome(main, await finishSignIn(), () => void begin());
  else await begin();
}

onLanguage(() => {
  if (session === null) return;
  drawBar();
  current?.page.translate();
});
window.addEventListener("hashchange", () => void follow());
window.addEventListener("pagehide", () => session !== null && sendAll(session));
document.addEventListener("keydown", onKey);
poll();
void start();
