/** The box in which a reporter adds photos: each is made small, uploaded after the one before it, and waited for until it is shown. */

import { calendarDay, formatDay } from "../i18n/dates";
import { language, t, type Bilingual } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { trackComplaint, type Case, type FailedAttachment } from "../shared/case_api";
import { fill, h, icon, iconAndText, type Child, type IconName } from "../shared/dom";
import { problemText } from "../shared/http";
import { zone } from "../shared/stack";
import type { Invitation } from "./api";
import { MEDIA_TYPES, PHOTOS_PER_CASE } from "./limits";
import { dropPhoto, type SharedPhoto } from "./shared_photos";
import { shrinkPhoto } from "./shrink";
import { uploadPhoto } from "./upload";

/** The server makes a photo safe in a second or two; after these pauses the page stops asking for it. */
const PAUSES_MS = [1_500, 2_000, 3_000, 5_000, 8_000, 15_000];

type State = "preparing" | "sending" | "checking" | "shown" | "late" | "lost" | "refused";

/** How each state looks, and its sentence; photos that are lost or refused carry their reason themselves. */
const STATES: Readonly<Record<State, { readonly sign: IconName; readonly tone: string; readonly words?: WordKey }>> = {
  preparing: { sign: "clock", tone: "", words: "photoPreparing" },
  sending: { sign: "send", tone: "", words: "photoSending" },
  checking: { sign: "clock", tone: "", words: "photoChecking" },
  shown: { sign: "check", tone: "good", words: "photoShown" },
  late: { sign: "clock", tone: "soon", words: "photoLate" },
  lost: { sign: "phone", tone: "soon" },
  refused: { sign: "warning", tone: "wrong" },
};

interface Photo {
  readonly number: number;
  readonly isPrivate: boolean;
  /** The address of the thumbnail, as long as the page is open. */
  readonly address: string;
  /** Its name on the shelf of shared photos, which it leaves when it has arrived; null if it was chosen here. */
  readonly shelved: string | null;
  data: Blob | null;
  invitation: Invitation | null;
  state: State;
  /** Why it is lost or refused, in the language of that moment. */
  words: string;
  /** Why the server could not use it. */
  failure: Bilingual | null;
  /** The share of the bytes that is sent, 0 to 1. */
  share: number;
}

/** The case that the photos are for. */
interface PhotoCase {
  readonly trackingId: string;
  readonly secret: string;
  /** Whether the public does not see the case. */
  readonly hidden: boolean;
  /** The number of its photos. */
  readonly count: number;
  /** The reporter's files that could not be used, also of earlier visits. */
  readonly failed: readonly FailedAttachment[];
}

export class PhotoBox {
  readonly element = h("section", { id: "photos" });
  private readonly list = h("ul", { class: "photo-list" });
  private readonly problem = h("p", { class: "field-problem", role: "alert" });
  private readonly announcement = h("p", { class: "unseen", role: "status" });
  private photos: Photo[] = [];
  private lastNumber = 0;
  private uploading = false;

  /** `onShown` gets the case when a photo has appeared on it. */
  constructor(
    private photoCase: PhotoCase,
    private readonly onShown: (view: Case) => void,
  ) {
    window.addEventListener("online", () => this.retryLost());
    this.draw();
  }

  /** Draws the box again for the newest state of the case, or in another language. */
  draw(photoCase = this.photoCase): void {
    this.photoCase = photoCase;
    const focused = this.element.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const isPrivate = this.element.querySelector<HTMLInputElement>("#photo-private")?.checked ?? false;
    const input = h("input", { type: "file", id: "photo-file", accept: MEDIA_TYPES.join(","), multiple: true, hidden: true });
    input.addEventListener("change", () => {
      this.add([...(input.files ?? [])]);
      input.value = "";
    });
    fill(
      this.element,
      h("h2", {}, t("photoHeading")),
      h("p", { class: "hint" }, t(photoCase.hidden ? "photoLeadHidden" : "photoLead", { most: PHOTOS_PER_CASE })),
      !photoCase.hidden &&
        h(
          "label",
          { class: "choice" },
          h("input", { type: "checkbox", id: "photo-private", checked: isPrivate }),
          h("span", {}, t("photoPrivate"), h("span", { class: "hint" }, t("photoPrivateHint"))),
        ),
      h("button", { type: "button", class: "secondary", id: "photo-add", onclick: () => input.click() }, ...iconAndText("picture", t("photoAdd"))),
      input,
      this.problem,
      this.announcement,
      this.list,
    );
    this.drawList();
    if (focused) document.getElementById(focused)?.focus();
  }

  /** Uploads photos that were shared from the gallery before there was a report. */
  addShared(photos: readonly SharedPhoto[]): void {
    this.add(photos.map(({ file }) => file), photos.map(({ name }) => name));
  }

  private add(files: readonly File[], shelved: readonly string[] = []): void {
    const isPrivate = this.element.querySelector<HTMLInputElement>("#photo-private")?.checked ?? false;
    const counted = this.photos.filter(({ state }) => state !== "shown" && state !== "refused").length;
    const room = Math.max(0, PHOTOS_PER_CASE - this.photoCase.count - counted);
    for (const [index, file] of files.slice(0, room).entries()) {
      this.lastNumber += 1;
      const photo: Photo = {
        number: this.lastNumber,
        isPrivate,
        address: URL.createObjectURL(file),
        shelved: shelved[index] ?? null,
        data: null,
        invitation: null,
        state: "preparing",
        words: "",
        failure: null,
        share: 0,
      };
      this.photos.push(photo);
      void shrinkPhoto(file).then((data) => {
        photo.data = data;
        if (data === null) this.setState(photo, "refused", t("photoUnreadable"));
        else void this.uploadAll();
      });
    }
    this.problem.textContent = files.length > room ? t("photoTooMany", { most: PHOTOS_PER_CASE, count: files.length - room }) : "";
    this.drawList();
  }

  /** Uploads what is ready, one photo at a time: on a bad network two would both be lost. */
  private async uploadAll(): Promise<void> {
    if (this.uploading) return;
    this.uploading = true;
    for (let photo = this.nextReady(); photo; photo = this.nextReady()) await this.uploadOne(photo);
    this.uploading = false;
  }

  private nextReady(): Photo | undefined {
    return this.photos.find(({ state, data }) => state === "preparing" && data !== null);
  }

  private async uploadOne(photo: Photo): Promise<void> {
    this.setState(photo, "sending");
    const { trackingId, secret } = this.photoCase;
    const upload = { trackingId, secret, photo: photo.data as Blob, isPrivate: photo.isPrivate, invitation: photo.invitation };
    const result = await uploadPhoto(upload, (share) => this.showProgress(photo, share));
    if (result.outcome === "refused") return this.setState(photo, "refused", problemText(result.problem));
    photo.invitation = result.invitation;
    if (result.outcome !== "sent") return this.setState(photo, "lost", t(result.outcome === "lost" ? "photoLost" : "photoTurnedAway"));
    this.setState(photo, "checking");
    void this.waitUntilShown(photo, result.invitation.attachment_id);
  }

  private async waitUntilShown(photo: Photo, id: string): Promise<void> {
    const { trackingId, secret } = this.photoCase;
    for (const pause of PAUSES_MS) {
      await new Promise((done) => setTimeout(done, pause));
      const answer = await trackComplaint(trackingId, secret);
      if (!answer.ok) continue;
      const { attachments, failed_attachments: failed } = answer.body;
      photo.failure = failed.find((each) => each.id === id)?.label ?? null;
      if (photo.failure) return this.setState(photo, "refused");
      if (!attachments.some((each) => each.id === id)) continue;
      this.photoCase = { ...this.photoCase, count: attachments.length, failed };
      this.setState(photo, "shown");
      return this.onShown(answer.body);
    }
    this.setState(photo, "late");
  }

  private retryLost(): void {
    for (const photo of this.photos) if (photo.state === "lost") photo.state = "preparing";
    this.drawList();
    void this.uploadAll();
  }

  private setState(photo: Photo, state: State, words = ""): void {
    Object.assign(photo, { state, words, share: 0 });
    if (photo.shelved !== null && (state === "checking" || state === "refused")) void dropPhoto(photo.shelved);
    this.drawList();
    // The list is drawn again each time, which screen readers do not read out.
    this.announcement.textContent = `${t("photoName", { number: photo.number })}: ${stateText(photo)}`;
  }

  private showProgress(photo: Photo, share: number): void {
    photo.share = share;
    const bar = this.list.querySelector<HTMLProgressElement>(`#photo-${photo.number} progress`);
    if (bar) bar.value = share;
  }

  private remove(photo: Photo): void {
    URL.revokeObjectURL(photo.address);
    if (photo.shelved !== null) void dropPhoto(photo.shelved);
    this.photos = this.photos.filter((other) => other !== photo);
    const id = photo.invitation?.attachment_id;
    this.photoCase = { ...this.photoCase, failed: this.photoCase.failed.filter((each) => each.id !== id) };
    this.drawList();
    this.element.querySelector<HTMLElement>("#photo-add")?.focus();
  }

  private drawList(): void {
    const focused = this.list.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const here = this.photos.map(({ invitation }) => invitation?.attachment_id);
    const earlier = this.photoCase.failed.filter(({ id }) => !here.includes(id));
    fill(this.list, ...earlier.map((each) => this.earlierFailure(each)), ...this.photos.map((photo) => this.entry(photo)));
    if (focused) (document.getElementById(focused) ?? document.getElementById("photo-add"))?.focus();
  }

  /** A photo of an earlier visit that could not be used: it is no longer here, so its day names it. */
  private earlierFailure({ id, at, label }: FailedAttachment): HTMLElement {
    const name = t("photoOf", { day: formatDay(calendarDay(zone(), new Date(at)), language()) });
    return h(
      "li",
      { id: `failed-${id}`, class: STATES.refused.tone },
      h("span", { class: "no-photo" }, icon("picture")),
      h("p", { class: "with-icon" }, icon(STATES.refused.sign), h("span", {}, h("strong", {}, name), ` · ${label[language()]}`)),
    );
  }

  private entry(photo: Photo): HTMLElement {
    const { number, state } = photo;
    const thumbnail = h("img", { src: photo.address, alt: "", width: 64, height: 64 });
    thumbnail.addEventListener("error", () => thumbnail.replaceWith(h("span", { class: "no-photo" }, icon("picture"))));
    const name = t("photoName", { number });
    return h(
      "li",
      { id: `photo-${number}`, class: STATES[state].tone },
      thumbnail,
      h(
        "div",
        {},
        h("p", { class: "with-icon" }, icon(STATES[state].sign), h("span", {}, h("strong", {}, name), ` · ${stateText(photo)}`)),
        state === "sending" && h("progress", { max: 1, value: photo.share, "aria-label": `${name}: ${t("photoSending")}` }),
        h("p", { class: "row-of-links" }, ...this.buttons(photo, name)),
      ),
    );
  }

  private buttons(photo: Photo, name: string): Child[] {
    const button = (id: string, words: string, act: () => void): HTMLElement =>
      h("button", { type: "button", class: "quiet", id: `photo-${photo.number}-${id}`, "aria-label": `${words}: ${name}`, onclick: act }, words);
    const retry = (): void => {
      photo.state = "preparing";
      this.drawList();
      void this.uploadAll();
    };
    return [
      photo.state === "lost" && button("retry", t("retry"), retry),
      (photo.state === "lost" || photo.state === "refused") && button("drop", t("photoDrop"), () => this.remove(photo)),
    ];
  }
}

function stateText({ state, words, failure }: Photo): string {
  const sentence = STATES[state].words;
  return failure?.[language()] || words || (sentence ? t(sentence) : "");
}
