/** lacak.html: takes a number, catches typing errors before asking the API, and shows the case. */

import { addressForm, needsAddress } from "../case/address_form";
import { PhotoBox } from "../attachments/photo_box";
import { accessSection } from "../case/accesses";
import { appealForm } from "../case/appeal";
import { canObject, objectionForm } from "../case/objection";
import { canPart, partingForm } from "../case/parting";
import { caseHeader, caseTimeline, latestAnswer, reportText } from "../case/case_view";
import { erasureForm } from "../case/erase";
import { followUpForm, isAsked } from "../case/follow_up";
import { verifyButton } from "../case/hash_chain";
import { canCorrectType, typeForm } from "../case/report_type";
import { canRate, ratingForm } from "../case/rating";
import { replyForm } from "../case/reply_form";
import type { ReporterContext } from "../case/reporter_form";
import { shareButton } from "../case/share_button";
import { secretForm } from "../case/secret_form";
import { ownWordsForm } from "../case/redaction";
import { withdrawalForm } from "../case/withdraw";
import { addWords, onLanguage, t } from "../i18n/language";
import { TRACKING_WORDS } from "../i18n/tracking_words";
import type { WordKey } from "../i18n/words";
import { receiptList } from "../receipt/receipt_list";
import { findReceipt, onReceiptChange } from "../receipt/saved_receipts";
import { receiptPath, trackingPath } from "../shared/addresses";
import { trackComplaint, type Case } from "../shared/case_api";
import { isUnsettled } from "../shared/case_status";
import { byId, fill, h, icon, type Child } from "../shared/dom";
import { showErrorSummary } from "../shared/error_summary";
import { captureFormState } from "../shared/form_state";
import { problemText, type Problem } from "../shared/http";
import { redrawnWhenSettled } from "../shared/in_flight";
import { knownStack } from "../shared/stack";
import { findTypingFault, formerNumber, parseTrackingId, type TypingFault } from "../shared/tracking_id";
import { startPage } from "./start_page";

addWords(TRACKING_WORDS);

const FAULT_WORDS: Record<TypingFault, WordKey> = {
  empty: "faultEmpty",
  length: "faultLength",
  prefix: "faultPrefix",
  character: "faultCharacter",
  check: "faultCheck",
};

const form = byId<HTMLFormElement>("lookup");
const input = byId<HTMLInputElement>("id");
const caseBox = byId("case");
const receiptsBox = byId("mine");
const heading = document.querySelector("h1");

let shown: Case | null = null;
/** The secret for the case that is shown: from this phone's receipt or typed. Kept in memory only. */
let secret: string | null = null;
let photoBox: PhotoBox | null = null;
/** The number of the case that the photo box is for. */
let photoBoxFor = "";

/** Looks up the number in the page's address; without one the form is shown. */
function lookUpAddress(): void {
  const number = new URLSearchParams(location.search).get("id");
  if (number === null || number === "") return showForm();
  input.value = number;
  lookUp(number);
}

function lookUp(typed: string): void {
  const fault = findTypingFault(typed);
  const former = formerNumber(typed, knownStack()?.prefix ?? "");
  if (fault === "length" && former !== null) {
    // Perhaps on a slip of an earlier system: the API knows.
    return void loadFormer(former, typed, fault);
  }
  if (fault !== null) return explainFault(typed, fault);
  showErrorSummary([], form);
  const trackingId = parseTrackingId(typed) ?? typed;
  input.value = trackingId;
  secret = findReceipt(trackingId)?.secret ?? null;
  void loadCase(trackingId);
}

/** Shows the case that had a number in an earlier system; without one the number is a typing error. */
async function loadFormer(number: string, typed: string, fault: TypingFault): Promise<void> {
  const answer = await trackComplaint(number, null);
  if (!answer.ok) return explainFault(typed, fault);
  const trackingId = answer.body.tracking_id;
  history.replaceState(null, "", trackingPath(trackingId));
  lookUp(trackingId);
}

function explainFault(typed: string, fault: TypingFault): void {
  showForm();
  const count = typed.replace(/[\s-]/g, "").length;
  showErrorSummary([{ field: "id", words: t(FAULT_WORDS[fault], { count }) }], form);
}

function showForm(): void {
  shown = null;
  form.hidden = false;
  heading?.classList.remove("unseen");
  fill(caseBox);
  drawReceipts();
}

/** The case takes the place of the form, from the first moment of its loading. */
function hideForm(...inItsPlace: Child[]): void {
  form.hidden = true;
  heading?.classList.add("unseen");
  fill(receiptsBox);
  fill(caseBox, ...inItsPlace);
}

/** Loads the case and shows it, or explains why not. */
async function loadCase(trackingId: string): Promise<void> {
  const unsent = findReceipt(trackingId);
  if (unsent && unsent.state !== "received") {
    return showMessage(t(unsent.state === "rejected" ? "notAccepted" : "notSentYet"), h("a", { href: receiptPath(trackingId) }, t("mineOpen")));
  }
  if (!isShown(trackingId)) hideForm(h("p", { role: "status" }, t("loading")));
  const answer = await trackComplaint(trackingId, secret);
  if (answer.ok) return isShown(trackingId) ? showNewer(answer.body) : showCase(answer.body);
  if (answer.problem) return explainProblem(trackingId, answer.problem);
  // What somebody is writing on the case stays.
  if (isShown(trackingId)) return void (byId("said").textContent = t("unreachable"));
  showMessage(t("unreachable"), h("button", { type: "button", class: "secondary", onclick: () => void loadCase(trackingId) }, t("retry")));
}

/** The number has no case here: it may be secret, or another province's. */
function explainProblem(trackingId: string, problem: Problem): void {
  if (problem.lives_at) {
    const { site } = problem.lives_at;
    return showMessage(problemText(problem), site !== null && h("a", { href: new URL(trackingPath(trackingId), site).href }, t("openElsewhere")));
  }
  const hidden = problem.code === "unknown_case";
  // What this phone has may be of before the secret was replaced.
  const asks = (hidden && secret === null) || problem.code === "wrong_secret";
  showMessage(hidden ? t("notFound", { number: trackingId }) : problemText(problem), asks && secretForm((typed) => useSecret(trackingId, typed), "openSecret", null, lostLink(trackingId)));
}

function showMessage(words: string, more: Child): void {
  showForm();
  const box = h("div", { class: "notice soon with-icon", role: "status" }, icon("question"), h("p", {}, words));
  fill(caseBox, box, more && h("div", { class: "after-notice" }, more));
}

async function useSecret(trackingId: string, typed: string): Promise<boolean> {
  const answer = await trackComplaint(trackingId, typed);
  if (!answer.ok) return false;
  secret = typed;
  showCase(answer.body);
  return true;
}

/** A button whose place the steps to a fresh secret take. They are loaded then: few people need them. */
function lostLink(trackingId: string): HTMLElement {
  const open = (): void => void import("../receipt/lost_receipt").then(({ showLostReceipt }) => showLostReceipt(button, trackingId));
  const button = h("button", { type: "button", class: "quiet", onclick: open }, t("lostLink"));
  return button;
}

function showCase(view: Case): void {
  const context = secret === null ? null : { secret, onDone };
  const isNew = shown?.tracking_id !== view.tracking_id;
  const restoreFormState = isNew ? null : captureFormState(caseBox);
  shown = view;
  hideForm(
    caseHeader(view),
    h("p", { id: "said", class: "hint said", role: "status" }),
    ...(context ? sectionsForReporter(view, context) : sectionsForPublic(view)),
    h(
      "div",
      { class: "row-of-links" },
      h("button", { type: "button", class: "quiet", onclick: () => void loadCase(view.tracking_id) }, t("refresh")),
      shareButton(view),
      h("a", { href: "/lacak.html" }, t("otherNumber")),
    ),
    context &&
      h("section", { class: "taking-back" }, isUnsettled(view.status) && withdrawalForm(view, context), ownWordsForm(view, context), erasureForm(view, context)),
  );
  restoreFormState?.();
  if (isNew) byId("status").focus({ preventScroll: true });
}

function sectionsForPublic(view: Case): Child[] {
  const tryOut = (typed: string): Promise<boolean> => useSecret(view.tracking_id, typed);
  const lost = lostLink(view.tracking_id);
  return [
    caseTimeline(view, null),
    verifyButton(view, null),
    reportText(view),
    // A case of another stack takes replies there; the name stays here.
    view.lives_at ? secretForm(tryOut, "elsewhereCode", "elsewhereCodeMore", lost) : secretForm(tryOut, "replyHeading", "codeAsk", lost),
  ];
}

/** What waits for the reporter comes first. */
function sectionsForReporter(view: Case, context: ReporterContext): Child[] {
  const waits = view.status === "responded" || view.status === "postponed";
  const rateable = canRate(view);
  const reply = replyForm(view, context);
  const photos = photosFor(view, context);
  return [
    needsAddress(view) && addressForm(view, context),
    // The answer before the question about it.
    view.status === "responded" && latestAnswer(view),
    isAsked(view) && followUpForm(view, context),
    waits && reply,
    waits && photos,
    canObject(view) && objectionForm(view, context),
    canPart(view) && partingForm(view, context),
    caseTimeline(view, context.secret),
    verifyButton(view, context.secret),
    accessSection(view, context.secret),
    rateable && ratingForm(view, context),
    rateable && !waits && reply,
    rateable && appealForm(view, context),
    reportText(view),
    canCorrectType(view) && typeForm(view, context),
    !rateable && !waits && reply,
    !waits && photos,
  ];
}

/** The photo box, one as long as the same case is shown: uploads in it go on while the rest is drawn again. */
function photosFor(view: Case, context: ReporterContext): HTMLElement | null {
  if (!isUnsettled(view.status)) return null;
  const photoCase = {
    trackingId: view.tracking_id,
    secret: context.secret,
    hidden: view.secret || view.sensitive,
    count: view.attachments.length,
    failed: view.failed_attachments,
  };
  if (photoBoxFor === view.tracking_id && photoBox) photoBox.draw(photoCase);
  else photoBox = new PhotoBox(photoCase, showNewer);
  photoBoxFor = view.tracking_id;
  return photoBox.element;
}

function onDone(after: Case, message: string, focus: string): void {
  showCase(after);
  byId("said").textContent = message;
  byId(focus).focus();
}

/** The case on the page as it is now. A reporter who waits for an answer meanwhile keeps the form that it will stand in. */
const redraw = redrawnWhenSettled(caseBox, () => shown && showCase(shown));

function showNewer(after: Case): void {
  if (!isShown(after.tracking_id)) return;
  shown = after;
  redraw();
}

function isShown(trackingId: string): boolean {
  return shown?.tracking_id === trackingId;
}

function drawReceipts(): void {
  fill(receiptsBox, form.hidden ? null : receiptList("h2"));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const trackingId = parseTrackingId(input.value);
  if (trackingId) history.pushState(null, "", trackingPath(trackingId));
  lookUp(input.value);
});
window.addEventListener("popstate", lookUpAddress);
onReceiptChange(drawReceipts);
onLanguage(() => {
  if (shown) redraw();
  else lookUpAddress();
});
lookUpAddress();
void startPage().then(() => {
  if (shown) redraw();
  else drawReceipts();
});
