/** lacak.html: takes a number, catches typing errors before asking the API, and shows the case. */

import { PhotoBox } from "../attachments/photo_box";
import { accessSection } from "../case/accesses";
import { appealForm } from "../case/appeal";
import { caseHeader, caseTimeline, reportText } from "../case/case_view";
import { erasureForm } from "../case/erase";
import { verifyButton } from "../case/hash_chain";
import { canRate, ratingForm } from "../case/rating";
import { replyForm } from "../case/reply_form";
import type { ReporterContext } from "../case/reporter_form";
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
import { findTypingFault, parseTrackingId, type TypingFault } from "../shared/tracking_id";
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
  if (fault !== null) {
    showForm();
    const count = typed.replace(/[\s-]/g, "").length;
    return showErrorSummary([{ field: "id", words: t(FAULT_WORDS[fault], { count }) }], form);
  }
  showErrorSummary([], form);
  const trackingId = parseTrackingId(typed) ?? typed;
  input.value = trackingId;
  secret = findReceipt(trackingId)?.secret ?? null;
  void loadCase(trackingId);
}

function showForm(): void {
  shown = null;
  form.hidden = false;
  heading?.classList.remove("unseen");
  fill(caseBox);
  drawReceipts();
}

/** Loads the case and shows it, or explains why not. */
async function loadCase(trackingId: string): Promise<void> {
  const unsent = findReceipt(trackingId);
  if (unsent && unsent.state !== "received") {
    return showMessage(t("notSentYet"), h("a", { href: receiptPath(trackingId) }, t("mineOpen")));
  }
  if (shown?.tracking_id !== trackingId) fill(caseBox, h("p", { role: "status" }, t("loading")));
  const answer = await trackComplaint(trackingId, secret);
  if (answer.ok) return showCase(answer.body);
  if (answer.problem) return explainProblem(trackingId, answer.problem);
  showMessage(t("unreachable"), h("button", { type: "button", class: "secondary", onclick: () => void loadCase(trackingId) }, t("retry")));
}

/** The number has no case here: it may be secret, or another province's. */
function explainProblem(trackingId: string, problem: Problem): void {
  if (problem.lives_at) {
    const { site } = problem.lives_at;
    return showMessage(problemText(problem), site !== null && h("a", { href: new URL(trackingPath(trackingId), site).href }, t("openElsewhere")));
  }
  const hidden = problem.code === "unknown_case";
  showMessage(hidden ? t("notFound", { number: trackingId }) : problemText(problem), hidden && secret === null && secretForm((typed) => useSecret(trackingId, typed), "openSecret", null));
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

function showCase(view: Case): void {
  const context = secret === null ? null : { secret, onDone };
  const isNew = shown?.tracking_id !== view.tracking_id;
  const restoreFormState = isNew ? null : captureFormState(caseBox);
  shown = view;
  form.hidden = true;
  heading?.classList.add("unseen");
  fill(receiptsBox);
  fill(
    caseBox,
    caseHeader(view),
    h("p", { id: "said", class: "hint said", role: "status" }),
    ...(context ? sectionsForReporter(view, context) : sectionsForPublic(view)),
    h(
      "div",
      { class: "row-of-links" },
      h("button", { type: "button", class: "quiet", onclick: () => void loadCase(view.tracking_id) }, t("refresh")),
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
  return [
    caseTimeline(view, null),
    verifyButton(view, null),
    reportText(view),
    // A case of another stack takes replies there; the name stays here.
    view.lives_at ? secretForm(tryOut, "elsewhereCode", "elsewhereCodeMore") : secretForm(tryOut, "replyHeading", "codeAsk"),
  ];
}

/** What waits for the reporter comes first. */
function sectionsForReporter(view: Case, context: ReporterContext): Child[] {
  const waits = view.status === "responded" || view.status === "postponed";
  const rateable = canRate(view);
  const reply = replyForm(view, context);
  const photos = photosFor(view, context);
  return [
    waits && reply,
    waits && photos,
    caseTimeline(view, context.secret),
    verifyButton(view, context.secret),
    accessSection(view, context.secret),
    rateable && ratingForm(view, context),
    rateable && !waits && reply,
    rateable && appealForm(view, context),
    reportText(view),
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
  else photoBox = new PhotoBox(photoCase, (after) => shown?.tracking_id === after.tracking_id && showCase(after));
  photoBoxFor = view.tracking_id;
  return photoBox.element;
}

function onDone(after: Case, message: string, focus: string): void {
  showCase(after);
  byId("said").textContent = message;
  byId(focus).focus();
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
  if (shown) showCase(shown);
  else lookUpAddress();
});
lookUpAddress();
void startPage().then(() => {
  if (shown) showCase(shown);
  else drawReceipts();
});
