/**
 * index.html: turns the plain form into steps, keeps a draft, makes the receipt on the phone and sends. Without this
 * module the same HTML is one long form that the server takes.
 */

import { SharedPhotosNotice } from "../attachments/shared_photos_notice";
import { isProtected } from "../filing/alarms";
import { fetchCategories } from "../filing/category_list";
import { CategoryPicker } from "../filing/category_picker";
import { deleteDraft, emptyDraft, isEmptyDraft, loadDraft, nextDraft, saveDraft, type Draft } from "../filing/draft";
import { FormNotices } from "../filing/form_notices";
import { LocationButton } from "../filing/location_button";
import { MapButton } from "../filing/map_button";
import { NearbyReports } from "../filing/nearby_reports";
import { QuickExit } from "../filing/quick_exit";
import { RegionPicker } from "../filing/region_picker";
import { STEPS, type Step } from "../filing/steps";
import { Suggestions } from "../filing/suggestions";
import { draftSummary } from "../filing/summary";
import { fieldProblems, validateDraft, type StepProblem } from "../filing/validation";
import { calendarDay } from "../i18n/dates";
import { onLanguage, t } from "../i18n/language";
import { deliver, retryLater } from "../receipt/delivery";
import { saveNewReceipt } from "../receipt/new_receipt";
import { ReceiptCard } from "../receipt/receipt_card";
import { findReceipt, forgetReceipt, type SavedReceipt } from "../receipt/saved_receipts";
import { receiptPath, signIn } from "../shared/addresses";
import { confirmButton } from "../shared/confirm_button";
import { byId, fill, h, refill } from "../shared/dom";
import { clearFieldProblem, showErrorSummary } from "../shared/error_summary";
import { newRandomKey } from "../shared/random_key";
import { currentStack, zone } from "../shared/stack";
import { setTitle } from "../shared/title";
import { startPage } from "./start_page";

/** How long the send button may stay busy before the receipt is shown while the phone goes on sending. */
const BUSY_MS = 4_000;
const TEXT_FIELDS = ["text", "place", "incident_date", "name", "phone", "email"] as const;
const CHECK_BOXES = ["anonymous", "secret", "safe_to_tell"] as const;

const form = byId<HTMLFormElement>("complaint");
const filing = byId("filing");
const back = byId<HTMLButtonElement>("back");
const next = byId<HTMLButtonElement>("next");
const draft = loadDraft(new Date());
const regions = new RegionPicker(byId("regions"), draft, onDraftChange);
const suggestions = new Suggestions(draft, onSuggestions);
const categories = new CategoryPicker(byId("categories"), draft, suggestions, onDraftChange);
const map = new MapButton(byId("map"), draft, onPin);
const place = new LocationButton(byId("location"), draft, onLocated);
const quickExit = new QuickExit(byId("exit"), byId("untraced"), draft, onDraftChange);
const nearby = new NearbyReports(byId("similar"), draft, onFollowChange);
const notices = new FormNotices(draft, suggestions, quickExit, { take: change, read: onDraftChange });
const shared = new SharedPhotosNotice(byId("shared"));
const receiptBox = byId("receipt");
const card = new ReceiptCard(receiptBox, "", reopenRejected);

let step: Step = "words";
let busy = false;

function field(name: string): HTMLInputElement {
  return byId<HTMLInputElement>(name);
}

/** Takes the fields into the draft. */
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

function onDraftChange(): void {
  readFields();
  const empty = isEmptyDraft(draft);
  draft.key = empty ? null : (draft.key ?? newRandomKey());
  if (empty) deleteDraft();
  else saveDraft(draft, new Date());
  byId("clear").hidden = empty;
  suggestions.askSoon();
  notices.draw();
}

/** The phone's position was found or removed: the map follows it. */
function onLocated(): void {
  onDraftChange();
  map.follow();
  nearby.askSoon();
}

/** A person moved the pin on the map. */
function onPin(): void {
  onDraftChange();
  place.draw();
  nearby.askSoon();
}

/** After a pause in writing, and after an answer. */
function onSuggestions(): void {
  categories.drawChoices();
  void place.name(suggestions.region);
  notices.draw();
  if (step === "check") drawSummary();
}

/** Takes over a draft that a tap has changed. */
function change(changed: Draft): void {
  Object.assign(draft, changed);
  fillFields();
  onDraftChange();
  drawPickers();
  field("text").focus();
}

function drawSummary(): void {
  refill(byId("summary"), draftSummary(draft, suggestions.agency, isProtected(suggestions.alarms), goTo));
}

function onFollowChange(): void {
  onDraftChange();
  if (step === "check") drawSummary();
}

/** Shows one step; the phone's own back button walks through them too. */
function showStep(to: Step, push: boolean): void {
  step = to;
  if (push) history.pushState(null, "", `/#${to}`);
  for (const name of STEPS) byId(`step-${name}`).hidden = name !== to;
  if (to === "check") drawSummary();
  nearby.standIn(to);
  drawFrame();
}

function goTo(to: Step): void {
  showErrorSummary([], form);
  showStep(to, true);
  window.scrollTo(0, 0);
  byId(`${to}-heading`).focus({ preventScroll: true });
}

function drawFrame(): void {
  const at = STEPS.indexOf(step);
  const progress = byId("progress");
  progress.dataset.step = String(at + 1);
  progress.textContent = t("progress", { step: at + 1, steps: STEPS.length });
  back.hidden = at === 0;
  next.querySelector("span")!.textContent = t(busy ? "sending" : step === "check" ? "send" : "next");
  next.setAttribute("aria-disabled", String(busy));
  const clear = confirmButton(t("clear"), t("clearAgain"), startOver);
  clear.id = "clear";
  clear.hidden = isEmptyDraft(draft);
  byId("clear").replaceWith(clear);
}

function startOver(): void {
  void shared.drop();
  emptyForm();
  quickExit.reset();
  deleteDraft();
  goTo("words");
}

function emptyForm(next = emptyDraft()): void {
  Object.assign(draft, next);
  fillFields();
  suggestions.askSoon();
  notices.draw();
  drawPickers();
}

function drawPickers(): void {
  regions.draw();
  categories.draw();
  place.draw();
  map.draw();
  map.follow();
  nearby.draw();
}

function validate(): StepProblem[] {
  return validateDraft(draft, calendarDay(zone(), new Date()), field("incident_date").validity.badInput);
}

function proceed(): void {
  if (busy) return;
  readFields();
  const problems = validate().filter((problem) => step === "check" || problem.step === step);
  if (problems.length > 0) return showProblems(problems);
  if (step === "check") void send();
  else goTo(STEPS[STEPS.indexOf(step) + 1] ?? "check");
}

/** Leads to the first step that has a problem and shows all problems; those of later steps have no link. */
function showProblems(problems: readonly StepProblem[]): void {
  const first = STEPS.find((name) => problems.some((problem) => problem.step === name)) ?? "check";
  if (first !== step) showStep(first, true);
  showErrorSummary(
    problems.map((problem) => (problem.step === first ? problem : { ...problem, field: null })),
    form,
  );
}

async function send(): Promise<void> {
  setBusy(true);
  suggestions.cancel();
  const stack = await currentStack();
  if (stack === null) {
    setBusy(false);
    return showProblems([{ step: "check", field: null, words: t("errorNotLoaded") }]);
  }
  const trackingId = await saveNewReceipt(draft, stack.prefix);
  await shared.passTo(trackingId);
  const waiting = nextDraft(draft);
  if (waiting) saveDraft(waiting, new Date());
  else deleteDraft();
  const delivery = deliver(trackingId);
  if (navigator.onLine) await Promise.race([delivery, new Promise((done) => setTimeout(done, BUSY_MS))]);
  setBusy(false);
  const receipt = findReceipt(trackingId);
  if (receipt?.state === "rejected") return reopenRejected(receipt);
  // The case's own number takes the place of the last step, so "back" does not lead into a form already sent.
  // Of what leaves no trace not even the number stays in the browser's history.
  history.replaceState(null, "", draft.untraced ? "/" : receiptPath(trackingId));
  showReceipt(trackingId);
  void delivery.then(retryLater);
}

function setBusy(now: boolean): void {
  busy = now;
  drawFrame();
}

function showReceipt(trackingId: string): void {
  filing.hidden = true;
  fill(byId("from-sign"));
  receiptBox.hidden = false;
  card.draw(trackingId);
  const { later } = draft;
  fill(byId("later"), later.length > 0 && h("p", {}, h("a", { class: "button", href: "/" }, t("fileNext", { count: later.length }))));
  setTitle("titleMine");
  window.scrollTo(0, 0);
  receiptBox.querySelector("h1")?.focus({ preventScroll: true });
}

/** Opens a rejected complaint in the form again, with the server's problems; its number is void. */
function reopenRejected(receipt: SavedReceipt): void {
  if (receipt.unsent) Object.assign(draft, receipt.unsent.draft, { key: null });
  void shared.takeBackFrom(receipt.trackingId);
  forgetReceipt(receipt.trackingId);
  saveDraft(draft, new Date());
  fillFields();
  drawPickers();
  receiptBox.hidden = true;
  filing.hidden = false;
  history.replaceState(null, "", "/#check");
  showStep("check", false);
  showProblems(receipt.problem ? fieldProblems(receipt.problem) : validate());
}

/** Shows what the address says, after a step back or forward: a receipt, or a step of the form. */
function showFromAddress(): void {
  const receipt = location.pathname === "/" ? null : findReceipt(location.hash.slice(1));
  if (receipt) return showReceipt(receipt.trackingId);
  if (!receiptBox.hidden) {
    receiptBox.hidden = true;
    filing.hidden = false;
    fill(byId("later"));
    setTitle("titleFile");
    emptyForm(loadDraft(new Date()));
  }
  // Any other fragment is the skip link's, and leads to no other step.
  const wanted = location.hash === "" ? "words" : (STEPS.find((name) => `#${name}` === location.hash) ?? step);
  showErrorSummary([], form);
  showStep(draft.text.trim() ? wanted : "words", false);
}

/**
 * Takes the place, and the category if the list has it, from the address of a sign. What was written before stays: another
 * place that stands in the draft already is not replaced.
 */
async function takeFromSign(): Promise<void> {
  const sign = signIn(location.search);
  if (sign === null) return;
  // Loaded again, or opened by a step back, the address would take the place of what was changed meanwhile.
  history.replaceState(null, "", `/${location.hash}`);
  if (draft.place === "") field("place").value = sign.place;
  if (field("place").value === sign.place) byId("from-sign").textContent = t("fromSign", { place: sign.place });
  onDraftChange();
  const category = (await fetchCategories())?.categories.find(({ id }) => id === sign.category);
  if (category === undefined || draft.category !== null) return;
  draft.category = { id: category.id, name: category.name };
  onDraftChange();
  categories.draw();
}

function startForm(): void {
  form.noValidate = true;
  field("text").removeAttribute("maxlength");
  // Words typed before this module arrived on a slow network take the place of an older draft.
  if (field("text").value.trim()) readFields();
  fillFields();
  byId("kind").addEventListener("toggle", () => void categories.start());
  form.classList.add("by-steps");
  form.addEventListener("input", (event) => {
    clearFieldProblem(event.target as Element);
    onDraftChange();
  });
  form.addEventListener("focusout", () => setTimeout(() => notices.drawContact()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    proceed();
  });
  back.addEventListener("click", () => goTo(STEPS[STEPS.indexOf(step) - 1] ?? "words"));
  window.addEventListener("popstate", showFromAddress);
  place.draw();
  map.draw();
  onLanguage(() => {
    drawPickers();
    void shared.draw();
    showErrorSummary([], form);
    showStep(step, false);
    // Behind a receipt lies a form that has been sent: it is no draft any more.
    if (receiptBox.hidden) onDraftChange();
    else card.draw();
  });
  const rejected = findReceipt(location.hash.slice(1));
  if (rejected?.state === "rejected") reopenRejected(rejected);
  else showFromAddress();
  void categories.start();
  void shared.draw();
  void takeFromSign();
  void startPage().then((stack) => {
    drawFrame();
    onDraftChange();
    field("incident_date").max = calendarDay(zone(), new Date());
    if (stack && stack.region !== "00") void regions.start(stack.region);
  });
}

// Without WebCrypto (a very old phone, or no HTTPS) no receipt can be made here: the plain form still works.
if (globalThis.crypto?.subtle) startForm();
else void startPage();
