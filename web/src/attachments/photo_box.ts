/** Where a reporter adds photos: chosen, made small, sent one after the other, and waited for until they are shown. */

import { view, type CaseView, type Invitation } from "../shared/api";
import { fill, h, icon, type Child, type IconName } from "../shared/dom";
import { t } from "../i18n/language";
import { wordsOf } from "../case/reporter_form";
import { MEDIA_TYPES, shrink } from "./shrink";
import { OPEN } from "../shared/case_status";
import { send } from "./upload";

/** What the API takes for one report. */
const MOST = 10;
/** Cleaning takes a second or two; after this long the page stops asking. */
const LOOKS_MS = [1_500, 2_000, 3_000, 5_000, 8_000, 15_000];

/** Whether a case takes more photos: as long as it is open, or its answer is looked at. */
export function takesPhotos({ status }: Pick<CaseView, "status">): boolean {
  return status === "responded" || OPEN.includes(status);
}

type State = "preparing" | "sending" | "checking" | "shown" | "late" | "lost" | "refused";

interface Photo {
  readonly number: number;
  readonly hidden: boolean;
  /** For the thumbnail, as long as the page lives. */
  readonly address: string;
  data: Blob | null;
  invitation: Invitation | null;
  state: State;
  words: string;
  share: number;
}

/** Which report the photos are for. */
export interface PhotoCase {
  readonly trackingId: string;
  readonly secret: string;
  /** Nobody but the reporter and the office sees anything of it. */
  readonly hidden: boolean;
  /** How many photos it has. */
  readonly count: number;
}

export class PhotoBox {
  readonly element = h("section", { id: "photos" });
  private readonly list = h("ul", { class: "photo-list" });
  private readonly note = h("p", { class: "field-problem", role: "alert" });
  private readonly said = h("p", { class: "unseen", role: "status" });
  private photos: Photo[] = [];
  private made = 0;
  private working = false;

  /** `onShown` is told of the case once a photo appears on it. */
  constructor(
    private about: PhotoCase,
    private readonly onShown: (view: CaseView) => void,
  ) {
    window.addEventListener("online", () => this.again());
    this.draw();
  }

  /** Brings the box up to date with the case, or with another language. */
  draw(about = this.about): void {
    this.about = about;
    const focused = this.element.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const hidden = this.element.querySelector<HTMLInputElement>("#photo-private")?.checked ?? false;
    const input = h("input", { type: "file", id: "photo-file", accept: MEDIA_TYPES.join(","), multiple: true, hidden: true });
    input.addEventListener("change", () => {
      this.add([...(input.files ?? [])]);
      input.value = "";
    });
    fill(
      this.element,
      h("h2", {}, t("photoHeading")),
      h("p", { class: "hint" }, t(about.hidden ? "photoLeadHidden" : "photoLead", { most: MOST })),
      !about.hidden &&
        h(
          "label",
          { class: "choice" },
          h("input", { type: "checkbox", id: "photo-private", checked: hidden }),
          h("span", {}, t("photoPrivate"), h("span", { class: "hint" }, t("photoPrivateHint"))),
        ),
      h("button", { type: "button", class: "secondary", id: "photo-add", onclick: () => input.click() }, icon("picture"), h("span", {}, t("photoAdd"))),
      input,
      this.note,
      this.said,
      this.list,
    );
    this.drawList();
    if (focused) document.getElementById(focused)?.focus();
  }

  private add(files: readonly File[]): void {
    const hidden = this.element.querySelector<HTMLInputElement>("#photo-private")?.checked ?? false;
    const counted = this.photos.filter(({ state }) => state !== "shown" && state !== "refused").length;
    const room = Math.max(0, MOST - this.about.count - counted);
    for (const file of files.slice(0, room)) {
      this.made += 1;
      const photo: Photo = {
        number: this.made,
        hidden,
        address: URL.createObjectURL(file),
        data: null,
        invitation: null,
        state: "preparing",
        words: "",
        share: 0,
      };
      this.photos.push(photo);
      void shrink(file).then((data) => {
        photo.data = data;
        if (data === null) this.end(photo, "refused", t("photoUnreadable"));
        else void this.work();
      });
    }
    this.note.textContent = files.length > room ? t("photoTooMany", { most: MOST, count: files.length - room }) : "";
    this.drawList();
  }

  /** Sends what is ready, one photo at a time: on a bad network two would both be lost. */
  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    for (let photo = this.next(); photo; photo = this.next()) await this.sendOne(photo);
    this.working = false;
  }

  private next(): Photo | undefined {
    return this.photos.find(({ state, data }) => state === "preparing" && data !== null);
  }

  private async sendOne(photo: Photo): Promise<void> {
    this.end(photo, "sending");
    const { trackingId, secret } = this.about;
    const parcel = { trackingId, secret, photo: photo.data as Blob, hidden: photo.hidden, invitation: photo.invitation };
    const sent = await send(parcel, (share) => this.progress(photo, share));
    if (sent.end === "refused") return this.end(photo, "refused", wordsOf(sent.problem));
    photo.invitation = sent.invitation;
    if (sent.end !== "sent") return this.end(photo, "lost", t(sent.end === "lost" ? "photoLost" : "photoTurnedAway"));
    this.end(photo, "checking");
    void this.lookFor(photo, sent.invitation.attachment_id);
  }

  private async lookFor(photo: Photo, id: string): Promise<void> {
    const { trackingId, secret } = this.about;
    for (const pause of LOOKS_MS) {
      await new Promise((done) => setTimeout(done, pause));
      const answer = await view(trackingId, secret);
      if (!answer.ok || !answer.body.attachments.some((each) => each.id === id)) continue;
      this.about = { ...this.about, count: answer.body.attachments.length };
      this.end(photo, "shown");
      return this.onShown(answer.body);
    }
    this.end(photo, "late");
  }

  private again(): void {
    for (const photo of this.photos) if (photo.state === "lost") photo.state = "preparing";
    this.drawList();
    void this.work();
  }

  private end(photo: Photo, state: State, words = ""): void {
    Object.assign(photo, { state, words, share: 0 });
    this.drawList();
    // The list is drawn anew each time, which no screen reader would tell.
    this.said.textContent = `${t("photoName", { number: photo.number })}: ${stateWords(photo)}`;
  }

  private progress(photo: Photo, share: number): void {
    photo.share = share;
    const bar = this.list.querySelector<HTMLProgressElement>(`#photo-${photo.number} progress`);
    if (bar) bar.value = share;
  }

  private drop(photo: Photo): void {
    URL.revokeObjectURL(photo.address);
    this.photos = this.photos.filter((other) => other !== photo);
    this.drawList();
    this.element.querySelector<HTMLElement>("#photo-add")?.focus();
  }

  private drawList(): void {
    const focused = this.list.contains(document.activeElement) ? document.activeElement?.id : undefined;
    fill(this.list, ...this.photos.map((photo) => this.entry(photo)));
    if (focused) (document.getElementById(focused) ?? document.getElementById("photo-add"))?.focus();
  }

  private entry(photo: Photo): HTMLElement {
    const { number, state } = photo;
    const thumbnail = h("img", { src: photo.address, alt: "", width: 64, height: 64 });
    thumbnail.addEventListener("error", () => thumbnail.replaceWith(h("span", { class: "no-photo" }, icon("picture"))));
    const name = t("photoName", { number });
    return h(
      "li",
      { id: `photo-${number}`, class: TONES[state] },
      thumbnail,
      h(
        "div",
        {},
        h("p", { class: "with-icon" }, icon(SIGNS[state]), h("span", {}, h("strong", {}, name), ` · ${stateWords(photo)}`)),
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
      void this.work();
    };
    return [
      photo.state === "lost" && button("retry", t("retry"), retry),
      (photo.state === "lost" || photo.state === "refused") && button("drop", t("photoDrop"), () => this.drop(photo)),
    ];
  }
}

const TONES: Readonly<Record<State, string>> = {
  preparing: "",
  sending: "",
  checking: "",
  shown: "good",
  late: "soon",
  lost: "soon",
  refused: "wrong",
};

const SIGNS: Readonly<Record<State, IconName>> = {
  preparing: "clock",
  sending: "send",
  checking: "clock",
  shown: "check",
  late: "clock",
  lost: "phone",
  refused: "warning",
};

function stateWords({ state, words }: Photo): string {
  if (words) return words;
  if (state === "preparing") return t("photoPreparing");
  if (state === "sending") return t("photoSending");
  if (state === "checking") return t("photoChecking");
  return t(state === "shown" ? "photoShown" : "photoLate");
}
