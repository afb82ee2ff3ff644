/**
 * index.html: turns the plain form into steps, keeps a draft, makes the receipt on the phone and sends. Without this
 * module the same HTML is one long form that the server takes.
 */

import { CategoryPicker } from "../filing/category_picker";
import { problemsFrom, problemsOf, type StepProblem } from "../filing/validation";
import { calendarDay } from "../i18n/dates";
import { dropDraft, emptyDraft, isEmpty, loadDraft, saveDraft, toFiling } from "../filing/draft";
import { byId, refill } from "../shared/dom";
import { onLanguage, t } from "../i18n/language";
import { LocationButton } from "../filing/location_button";
import { receiptPath } from "../shared/addresses";
import { confirmButton } from "../shared/confirm_button";
import { currentStack, knownStack, zone } from "../shared/stack";
import { startPage } from "./start_page";
import { clearFieldProblem, showErrorSummary } from "../shared/error_summary";
import { deriveReceipt } from "../receipt/receipt";
import { newRandomKey } from "../shared/random_key";
import { ReceiptCard } from "../receipt/receipt_card";
import { excerptOf, findReceipt, forgetReceipt, keepReceipt, type SavedReceipt } from "../receipt/saved_receipts";
import { RegionPicker } from "../filing/region_picker";
import { deliver, keepTrying } from "../receipt/delivery";
import { SimilarReports } from "../filing/similar_reports";
import { Suggestions } from "../filing/suggestions";
import { STEPS, summaryOf, type Step } from "../filing/summary";
import { isProtected, showEmergency, showProtection } from "../filing/alarms";
import type { WordKey } from "../i18n/words";

/** How long the send button may stay busy before the receipt is shown while the phone goes on sending. */
const BUSY_MS = 4_000;
const TEXT_FIELDS = ["text", "place", "incident_date", "name", "phone", "email"] as const;
const CHECK_BOXES = ["anonymous", "secret"] as const;

const form = byId<HTMLFormElement>("complaint");
const filing = byId("filing");
const back = byId<HTMLButtonElement>("back");
const next = byId<HTMLButtonElement>("next");
const draft = loadDraft(new Date());
const regions = new RegionPicker(byId("regions"), draft, changed);
const suggestions = new Suggestions(draft, suggested);
const categories = new CategoryPicker(byId("categories"), draft, suggestions, changed);
const place = new LocationButton(byId("location"), draft, changed);
const others = new SimilarReports(byId("similar"), draft, followChanged);
const receiptBox = byId("receipt");
const card = new ReceiptCard(receiptBox, "", repair);

let step: Step = "words";
let busy = false;

function field(name: string): HTMLInputElement {
  return byId<HTMLInputElement>(name);
}

/** Words typed before this module arrived on a slow network stay, in front of an older draft. */
function readFields(): void {
  for (const name of TEXT_FIELDS) draft[name] = field(name).value;
  for (const name of CHECK_BOXES) draft[name] = field(name).checked;
  const type = form.querySelector<HTMLInputElement>("input[name=type]:checked");
  if (type) draft.type = type.value as typeof draft.type;
}

function fillFields(): void {
  for (const name of TEXT_FIELDS) field(name).value = draft[name];
  for (const name of CHECK_BOXES) field(name).checked = draft[name];
  for (const radio of form.querySelectorAll<HTMLInputElement>("input[name=type]")) radio.checked = radio.value === draft.type;
}

function changed(): void {
  readFields();
  const empty = isEmpty(draft);
  if (empty) dropDraft();
  else saveDraft(draft, new Date());
  byId("clear").hidden = empty;
  suggestions.consider();
  drawHeard();
}

/** After a pause in writing, and after an answer. */
function suggested(): void {
  categories.drawChoices();
  drawHeard();
  if (step === "check") drawSummary();
}

/** What follows from the words while they are written: whom to call, who will read them, where they go. */
function drawHeard(): void {
  const { alarms, agency } = suggestions;
  showEmergency(byId("urgent"), draft.text, alarms, knownStack());
  showProtection(byId("protected"), alarms);
  const going = agency === null ? "" : t("suggestedAgency", { agency });
  if (byId("going").textContent !== going) byId("going").textContent = going;
}

function drawSummary(): void {
  refill(byId("summary"), summaryOf(draft, suggestions.agency, isProtected(suggestions.alarms), go));
}

function followChanged(): void {
  changed();
  if (step === "check") drawSummary();
}

/** Shows one step; the phone's own back button walks through them too. */
function show(to: Step, push: boolean): void {
  step = to;
  if (push) history.pushState(null, "", `/#${to}`);
  for (const name of STEPS) byId(`step-${name}`).hidden = name !== to;
  if (to === "check") drawSummary();
  if (to === "person" || to === "check") void others.ask();
  drawFrame();
}

function go(to: Step): void {
  showErrorSummary([], form);
  show(to, true);
  window.scrollTo(0, 0);
  byId(`${to}-heading`).focus({ preventScroll: true });
}

function drawFrame(): void {
  const at = STEPS.indexOf(step);
  const progress = byId("progress");
  progress.hidden = false;
  progress.dataset.step = String(at + 1);
  progress.textContent = t("progress", { step: at + 1, steps: STEPS.length });
  back.hidden = at === 0;
  next.querySelector("span")!.textContent = t(busy ? "sending" : step === "check" ? "send" : "next");
  next.setAttribute("aria-disabled", String(busy));
  const clear = confirmButton(t("clear"), t("clearAgain"), startOver);
  clear.id = "clear";
  clear.hidden = isEmpty(draft);
  byId("clear").replaceWith(clear);
}

function startOver(): void {
  emptyForm();
  dropDraft();
  go("words");
}

function emptyForm(): void {
  Object.assign(draft, emptyDraft());
  fillFields();
  suggestions.consider();
  drawHeard();
  drawPickers();
}

function drawPickers(): void {
  regions.draw();
  categories.draw();
  place.draw();
  others.draw();
}

/** The title stands in the HTML, so that a switch of language finds it. */
function setTitle(key: WordKey): void {
  const title = document.querySelector("title");
  if (title === null) return;
  title.dataset.t = key;
  title.textContent = t(key);
}

function problems(): StepProblem[] {
  return problemsOf(draft, calendarDay(zone(), new Date()), field("incident_date").validity.badInput);
}

function proceed(): void {
  if (busy) return;
  readFields();
  const found = problems().filter((problem) => step === "check" || problem.step === step);
  if (found.length > 0) return present(found);
  if (step === "check") void send();
  else go(STEPS[STEPS.indexOf(step) + 1] ?? "check");
}

/** Leads to the first step that has a problem and says what is wrong there. */
function present(found: readonly StepProblem[]): void {
  const first = STEPS.find((name) => found.some((problem) => problem.step === name)) ?? "check";
  if (first !== step) show(first, true);
  showErrorSummary(
    found.map((problem) => (problem.step === first ? problem : { ...problem, field: null })),
    form,
  );
}

async function send(): Promise<void> {
  setBusy(true);
  suggestions.cancel();
  const stack = await currentStack();
  if (stack === null) {
    setBusy(false);
    return present([{ step: "check", field: null, words: t("errorNotLoaded") }]);
  }
  const key = newRandomKey();
  const { trackingId, secret } = await deriveReceipt(key, stack.prefix);
  const unsent = { filing: toFiling(draft, key), draft: { ...draft } };
  keepReceipt({ trackingId, secret, at: new Date().toISOString(), excerpt: excerptOf(draft), state: "waiting", unsent });
  dropDraft();
  const sent = deliver(trackingId);
  if (navigator.onLine) await Promise.race([sent, new Promise((done) => setTimeout(done, BUSY_MS))]);
  setBusy(false);
  const receipt = findReceipt(trackingId);
  if (receipt?.state === "rejected") return repair(receipt);
  // The case's own number takes the place of the last step, so "back" does not lead into a form already sent.
  history.replaceState(null, "", receiptPath(trackingId));
  showReceipt(trackingId);
  void sent.then(keepTrying);
}

function setBusy(now: boolean): void {
  busy = now;
  drawFrame();
}

function showReceipt(trackingId: string): void {
  filing.hidden = true;
  receiptBox.hidden = false;
  card.draw(trackingId);
  setTitle("titleMine");
  window.scrollTo(0, 0);
  receiptBox.querySelector("h1")?.focus({ preventScroll: true });
}

/** A refused complaint comes back into the form with what the server said; its number is void. */
function repair(receipt: SavedReceipt): void {
  if (receipt.unsent) Object.assign(draft, receipt.unsent.draft);
  forgetReceipt(receipt.trackingId);
  saveDraft(draft, new Date());
  fillFields();
  drawPickers();
  receiptBox.hidden = true;
  filing.hidden = false;
  history.replaceState(null, "", "/#check");
  show("check", false);
  present(receipt.problem ? problemsFrom(receipt.problem) : problems());
}

function fromHistory(): void {
  const receipt = location.pathname === "/" ? null : findReceipt(location.hash.slice(1));
  if (receipt) return showReceipt(receipt.trackingId);
  if (!receiptBox.hidden) {
    receiptBox.hidden = true;
    filing.hidden = false;
    setTitle("titleFile");
    emptyForm();
  }
  // Any other fragment is the skip link's, and leads to no other step.
  const asked = location.hash === "" ? "words" : (STEPS.find((name) => `#${name}` === location.hash) ?? step);
  showErrorSummary([], form);
  show(draft.text.trim() ? asked : "words", false);
}

function start(): void {
  form.noValidate = true;
  field("text").removeAttribute("maxlength");
  if (field("text").value.trim()) readFields();
  fillFields();
  byId("kind").addEventListener("toggle", () => void categories.start());
  form.classList.add("by-steps");
  form.addEventListener("input", (event) => {
    clearFieldProblem(event.target as Element);
    changed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    proceed();
  });
  back.addEventListener("click", () => go(STEPS[STEPS.indexOf(step) - 1] ?? "words"));
  window.addEventListener("popstate", fromHistory);
  place.draw();
  onLanguage(() => {
    drawPickers();
    showErrorSummary([], form);
    show(step, false);
    // Behind a receipt lies a form already sent: it is no draft any more.
    if (receiptBox.hidden) changed();
    else card.draw();
  });
  const refused = findReceipt(location.hash.slice(1));
  if (refused?.state === "rejected") repair(refused);
  else fromHistory();
  void categories.start();
  void startPage().then((stack) => {
    drawFrame();
    changed();
    field("incident_date").max = calendarDay(zone(), new Date());
    if (stack && stack.region !== "00") void regions.start(stack.region);
  });
}

// Without WebCrypto (a very old phone, or no HTTPS) no receipt can be made here: the plain form still works.
if (globalThis.crypto?.subtle) start();
else void startPage();
