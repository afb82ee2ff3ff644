/** The receipt of one complaint: the state of its delivery, its number and secret, and what happens next. */

import { PhotoBox } from "../attachments/photo_box";
import { claimSharedPhotos } from "../attachments/shared_photos";
import { fieldProblems } from "../filing/validation";
import { formatInstant } from "../i18n/dates";
import { language, t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { trackingAddress, trackingPath } from "../shared/addresses";
import { trackComplaint, type Case } from "../shared/case_api";
import { isUnsettled } from "../shared/case_status";
import { NATIONAL } from "../shared/branding";
import { breakAtHyphens, fill, h, icon, iconAndText, type IconName } from "../shared/dom";
import { notice } from "../shared/notice";
import { knownStack, zone } from "../shared/stack";
import { deliver, isDelivering } from "./delivery";
import { qrDrawing } from "./qr_code";
import { downloadImage, drawReceiptImage } from "./receipt_image";
import { findReceipt, identityWords, onReceiptChange, type SavedReceipt } from "./saved_receipts";

/** Routing takes a second or two; the receipt names the agency if it is known after one of these pauses. */
const PAUSES_MS = [0, 2_000, 6_000];
const OUTCOME_MS = 4_000;
const LIGHT_ACCENT = "--stack-accent";

export class ReceiptCard {
  private readonly state = h("div", { role: "status" });
  private readonly next = h("ol", { class: "steps-ahead" });
  private readonly photos = h("div", {});
  private photoBox: PhotoBox | null = null;
  private case: Case | null = null;
  /** Whether the case has been asked for. */
  private requested = false;
  /** Whether the API has answered, or failed to. */
  private answered = false;

  /** `repair` takes a rejected complaint back to the form. */
  constructor(
    private readonly box: HTMLElement,
    private trackingId: string,
    private readonly repair: (receipt: SavedReceipt) => void,
  ) {
    onReceiptChange(() => {
      if (!this.box.hidden) this.update();
    });
  }

  /** Shows the receipt of another complaint, or the same one in another language. */
  draw(trackingId = this.trackingId): void {
    if (trackingId !== this.trackingId) {
      this.case = null;
      this.requested = this.answered = false;
      this.photoBox = null;
    }
    this.trackingId = trackingId;
    const receipt = findReceipt(trackingId);
    if (receipt === null) return fill(this.box);
    fill(
      this.box,
      h("h1", { class: "unseen", tabindex: -1 }, t("receiptHeading")),
      this.state,
      h(
        "section",
        { class: "ticket" },
        h(
          "div",
          { class: "ticket-words" },
          h("h2", { class: "label" }, t("numberHeading")),
          h("p", { class: "big-number" }, ...halves(receipt.trackingId)),
          copyButton("copyNumber", receipt.trackingId),
          h("h2", { class: "label" }, t("codeHeading")),
          h("p", { class: "code" }, ...breakAtHyphens(receipt.secret)),
          h("p", { class: "hint" }, t("codeMore")),
          copyButton("copyCode", receipt.secret),
        ),
        h(
          "figure",
          {},
          qrDrawing(trackingAddress(trackingId), t("qrLabel", { number: trackingId })),
          h("figcaption", { class: "hint" }, t("qrCaption")),
        ),
      ),
      h(
        "div",
        { class: "actions" },
        h("a", { class: "button secondary", href: trackingPath(trackingId) }, ...iconAndText("search", t("follow"))),
        busyButton("primary", "picture", "savePicture", () => saveImage(trackingId)),
      ),
      this.photos,
      h("section", {}, h("h2", {}, t("nextHeading")), this.next),
      h("section", {}, h("h2", {}, t("howHeading")), h("p", {}, t("howMore"))),
    );
    this.photoBox?.draw();
    this.update();
  }

  /** Brings the changing parts up to date without touching the rest, where somebody may be reading. */
  private update(): void {
    const receipt = findReceipt(this.trackingId);
    if (receipt === null) return;
    fill(this.state, this.stateNotice(receipt));
    fill(this.next, ...this.nextSteps(receipt).map((words) => h("li", {}, words)));
    this.drawPhotos(receipt);
    if (receipt.state === "received" && !this.requested) {
      this.requested = true;
      void this.loadCase(receipt);
    }
  }

  /** Photos need a report to belong to: the box appears when the report has arrived. */
  private drawPhotos({ trackingId, secret, state, excerpt }: SavedReceipt): void {
    if (state === "rejected") return fill(this.photos);
    if (state === "waiting") return fill(this.photos, h("section", {}, h("h2", {}, t("photoHeading")), h("p", {}, t("photoAfter"))));
    // A report that follows another takes none: whether it does is known when the API has answered.
    if (!this.answered || (this.case && !isUnsettled(this.case.status))) return fill(this.photos);
    if (this.photoBox?.element.parentElement === this.photos) return;
    // The words of a secret report are not kept on the phone.
    const hidden = this.case ? this.case.secret || this.case.sensitive : excerpt === "";
    const count = this.case?.attachments.length ?? 0;
    const failed = this.case?.failed_attachments ?? [];
    if (this.photoBox === null) {
      const box = (this.photoBox = new PhotoBox({ trackingId, secret, hidden, count, failed }, (view) => (this.case = view)));
      void claimSharedPhotos(trackingId).then((photos) => box.addShared(photos));
    }
    fill(this.photos, this.photoBox.element);
  }

  private stateNotice(receipt: SavedReceipt): HTMLElement {
    if (receipt.state === "received") {
      const when = formatInstant(receipt.at, zone(), language());
      const box = notice("good", "check", "stateReceived", t("stateReceivedMore", { when }));
      box.append(...(receipt.hints ?? []).map((words) => h("p", {}, words)));
      const erased = this.case?.timeline.some(({ kind }) => kind === "erased");
      box.append(...identityWords(receipt, erased).map((words) => h("p", {}, t(words))));
      return receipt.untraced ? h("div", {}, box, notice("soon", "lock", "untracedReceipt", t("untracedReceiptMore"))) : box;
    }
    if (receipt.state === "rejected") {
      const box = notice("wrong", "warning", "stateRejected", t("stateRejectedMore"));
      const problems = receipt.problem ? fieldProblems(receipt.problem) : [];
      box.append(
        h("ul", {}, ...problems.map(({ words }) => h("li", {}, words))),
        h("button", { type: "button", class: "primary", onclick: () => this.repair(receipt) }, t("repair")),
      );
      return box;
    }
    if (isDelivering(receipt.trackingId)) return notice("calm", "send", "stateSending", t("stateSendingMore"));
    const box = notice("soon", "phone", "stateWaiting", t("stateWaitingMore"));
    box.append(h("button", { type: "button", class: "secondary", onclick: () => void deliver(receipt.trackingId) }, t("sendNow")));
    return box;
  }

  private nextSteps(receipt: SavedReceipt): string[] {
    const steps: string[] = [];
    if (receipt.state !== "received") steps.push(t("nextUnsent"));
    const elsewhere = this.case?.lives_at;
    const agency = elsewhere ? `LAPOR! ${elsewhere.name}` : this.case?.agency?.name;
    steps.push(agency ? t("nextAgency", { agency }) : t("nextRead"));
    if (this.case?.due) steps.push(this.case.due.label[language()]);
    return [...steps, t("nextAnswer")];
  }

  private async loadCase(receipt: SavedReceipt): Promise<void> {
    for (const pause of PAUSES_MS) {
      await new Promise((done) => setTimeout(done, pause));
      const answer = await trackComplaint(receipt.trackingId, receipt.secret);
      if (this.trackingId !== receipt.trackingId) return;
      if (answer.ok) this.case = answer.body;
      this.answered = true;
      this.update();
      if (this.case?.agency || this.case?.lives_at) return;
    }
  }
}

/** The number in two pieces: on a narrow phone it takes two lines of one size, never a lonely last character. */
function halves(trackingId: string): HTMLElement[] {
  return [trackingId.slice(0, 8), trackingId.slice(8)].map((part) => h("span", { class: "whole" }, part));
}

function copyButton(label: WordKey, text: string): HTMLElement {
  return busyButton("quiet", "copy", label, async () => {
    try {
      await navigator.clipboard.writeText(text);
      return "copied";
    } catch {
      return "copyFailed";
    }
  });
}

/** A button that says for a moment, also to a screen reader, how its work went. */
function busyButton(style: string, sign: IconName, label: WordKey, work: () => Promise<WordKey>): HTMLElement {
  const words = h("span", { role: "status" }, t(label));
  const press = async (): Promise<void> => {
    words.textContent = t(await work());
    setTimeout(() => (words.textContent = t(label)), OUTCOME_MS);
  };
  return h("button", { type: "button", class: style, onclick: () => void press() }, icon(sign), words);
}

async function saveImage(trackingId: string): Promise<WordKey> {
  const receipt = findReceipt(trackingId);
  if (receipt === null) return "pictureFailed";
  try {
    const brand = knownStack()?.brand ?? NATIONAL;
    const accent = getComputedStyle(document.documentElement).getPropertyValue(LIGHT_ACCENT).trim();
    const when = formatInstant(receipt.at, zone(), language());
    const received = receipt.state === "received" ? t("stateReceivedMore", { when }) : "";
    await downloadImage(drawReceiptImage(receipt, brand, accent, received), `${trackingId}.png`);
    return "pictureSaved";
  } catch {
    return "pictureFailed";
  }
}
