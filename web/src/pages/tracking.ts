/** lacak.html: reads a number, catches typing errors before asking, and shows the case. */

import { view, type CaseView } from "../shared/api";
import type { Problem } from "../shared/http";
import { caseHead, caseTimeline, caseWords } from "../case/case_view";
import { byId, fill, h, icon, type Child } from "../shared/dom";
import { appealBox, canJudge, ratingBox } from "../case/rating";
import { captureFormState } from "../shared/form_state";
import { addWords, onLanguage, t } from "../i18n/language";
import { receiptList } from "../receipt/receipt_list";
import { receiptPath, trackingPath } from "../shared/addresses";
import { startPage } from "./start_page";
import { PhotoBox, takesPhotos } from "../attachments/photo_box";
import { showErrorSummary } from "../shared/error_summary";
import { proofCheck } from "../case/hash_chain";
import { findTypingFault, parseTrackingId, type TypingFault } from "../shared/tracking_id";
import { findReceipt, onReceipts } from "../receipt/saved_receipts";
import { codeBox, replyBox, type ReporterContext } from "../case/reply_form";
import { wordsOf } from "../case/reporter_form";
import { takingBack } from "../case/withdraw";
import { TRACKING_WORDS } from "../i18n/tracking_words";
import type { WordKey } from "../i18n/words";

addWords(TRACKING_WORDS);

const FAULTS: Record<TypingFault, WordKey> = {
  empty: "faultEmpty",
  length: "faultLength",
  prefix: "faultPrefix",
  character: "faultCharacter",
  check: "faultCheck",
};

const form = byId<HTMLFormElement>("lookup");
const input = byId<HTMLInputElement>("id");
const caseBox = byId("case");
const mineBox = byId("mine");
const heading = document.querySelector("h1");

let shown: CaseView | null = null;
/** The code for the case on show: from this phone's receipt or typed. Kept in memory only. */
let secret: string | null = null;
let adding: PhotoBox | null = null;
let photoCase = "";

function readAddress(): void {
  const asked = new URLSearchParams(location.search).get("id");
  if (asked === null || asked === "") return showForm();
  input.value = asked;
  lookUp(asked);
}

function lookUp(typed: string): void {
  const fault = findTypingFault(typed);
  if (fault !== null) {
    showForm();
    const count = typed.replace(/[\s-]/g, "").length;
    return showErrorSummary([{ field: "id", words: t(FAULTS[fault], { count }) }], form);
  }
  showErrorSummary([], form);
  const trackingId = parseTrackingId(typed) ?? typed;
  input.value = trackingId;
  secret = findReceipt(trackingId)?.secret ?? null;
  void show(trackingId);
}

function showForm(): void {
  shown = null;
  form.hidden = false;
  heading?.classList.remove("unseen");
  fill(caseBox);
  drawMine();
}

/** Asks for the case and shows it, or says why not. */
async function show(trackingId: string): Promise<void> {
  const unsent = findReceipt(trackingId);
  if (unsent && unsent.state !== "received") {
    return tell(t("notSentYet"), h("a", { href: receiptPath(trackingId) }, t("mineOpen")));
  }
  if (shown?.tracking_id !== trackingId) fill(caseBox, h("p", { role: "status" }, t("loading")));
  const answer = await view(trackingId, secret);
  if (answer.ok) return showCase(answer.body);
  if (answer.problem) return explain(trackingId, answer.problem);
  tell(t("unreachable"), h("button", { type: "button", class: "secondary", onclick: () => void show(trackingId) }, t("retry")));
}

/** A number that has no case here: perhaps secret, perhaps another province's. */
function explain(trackingId: string, problem: Problem): void {
  if (problem.lives_at) {
    const { site } = problem.lives_at;
    return tell(wordsOf(problem), site !== null && h("a", { href: new URL(trackingPath(trackingId), site).href }, t("openElsewhere")));
  }
  const hidden = problem.code === "unknown_case";
  tell(hidden ? t("notFound", { number: trackingId }) : wordsOf(problem), hidden && secret === null && codeBox((typed) => useSecret(trackingId, typed), "openSecret", null));
}

function tell(words: string, more: Child): void {
  showForm();
  const box = h("div", { class: "notice soon with-icon", role: "status" }, icon("question"), h("p", {}, words));
  fill(caseBox, box, more && h("div", { class: "after-notice" }, more));
}

async function useSecret(trackingId: string, typed: string): Promise<boolean> {
  const answer = await view(trackingId, typed);
  if (!answer.ok) return false;
  secret = typed;
  showCase(answer.body);
  return true;
}

function showCase(found: CaseView): void {
  const context = secret === null ? null : { secret, onDone };
  const arrived = shown?.tracking_id !== found.tracking_id;
  const putBack = arrived ? null : captureFormState(caseBox);
  shown = found;
  form.hidden = true;
  heading?.classList.add("unseen");
  fill(mineBox);
  fill(
    caseBox,
    caseHead(found),
    h("p", { id: "said", class: "hint said", role: "status" }),
    ...(context ? forReporter(found, context) : forEverybody(found)),
    h(
      "div",
      { class: "row-of-links" },
      h("button", { type: "button", class: "quiet", onclick: () => void show(found.tracking_id) }, t("refresh")),
      h("a", { href: "/lacak.html" }, t("otherNumber")),
    ),
    context && takingBack(found, context),
  );
  putBack?.();
  if (arrived) byId("status").focus({ preventScroll: true });
}

function forEverybody(found: CaseView): Child[] {
  const use = (typed: string): Promise<boolean> => useSecret(found.tracking_id, typed);
  return [
    caseTimeline(found, null),
    proofCheck(found, null),
    caseWords(found),
    // What another stack works is answered there; the name stays here.
    found.lives_at ? codeBox(use, "elsewhereCode", "elsewhereCodeMore") : codeBox(use, "replyHeading", "codeAsk"),
  ];
}

/** Whatever waits for the reporter comes first. */
function forReporter(found: CaseView, context: ReporterContext): Child[] {
  const asked = found.status === "responded" || found.status === "postponed";
  const judged = canJudge(found);
  const reply = replyBox(found, context);
  const photos = photoBox(found, context);
  return [
    asked && reply,
    asked && photos,
    caseTimeline(found, context.secret),
    proofCheck(found, context.secret),
    judged && ratingBox(found, context),
    judged && !asked && reply,
    judged && appealBox(found, context),
    caseWords(found),
    !judged && !asked && reply,
    !asked && photos,
  ];
}

/** One box as long as the same case is shown: what is being sent in it goes on while the rest is drawn anew. */
function photoBox(found: CaseView, context: ReporterContext): HTMLElement | null {
  if (!takesPhotos(found)) return null;
  const about = {
    trackingId: found.tracking_id,
    secret: context.secret,
    hidden: found.secret || found.sensitive,
    count: found.attachments.length,
  };
  if (photoCase === found.tracking_id && adding) adding.draw(about);
  else adding = new PhotoBox(about, (after) => shown?.tracking_id === after.tracking_id && showCase(after));
  photoCase = found.tracking_id;
  return adding.element;
}

function onDone(after: CaseView, said: string, focus: string): void {
  showCase(after);
  byId("said").textContent = said;
  byId(focus).focus();
}

function drawMine(): void {
  fill(mineBox, form.hidden ? null : receiptList("h2"));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const trackingId = parseTrackingId(input.value);
  if (trackingId) history.pushState(null, "", trackingPath(trackingId));
  lookUp(input.value);
});
window.addEventListener("popstate", readAddress);
onReceipts(drawMine);
onLanguage(() => {
  if (shown) showCase(shown);
  else readAddress();
});
readAddress();
void startPage().then(() => {
  if (shown) showCase(shown);
  else drawMine();
});
