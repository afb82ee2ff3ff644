/**
 * Photos that go with an act: chosen in its form, sent one after another once the act is saved, and shown here until they are on the case.
 * Sent earlier they would change the case under the act that is still being written.
 */

import { MEDIA_TYPES, PHOTOS_PER_CASE } from "../attachments/limits";
import { shrinkPhoto } from "../attachments/shrink";
import { uploadInvited } from "../attachments/upload";
import type { Invitation } from "../attachments/api";
import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { fill, h, iconAndText, type IconName } from "../shared/dom";
import { problemText } from "../shared/http";
import { invitePhoto, type DeskCase, type Session } from "./api";

/** A photo is made safe in a second or two; after these pauses the page stops asking for it. */
const PAUSES_MS = [1_500, 2_000, 3_000, 5_000, 8_000, 15_000];

type State = "chosen" | "queued" | "sending" | "checking" | "late" | "lost" | "refused";

const STATES: Readonly<Record<State, { readonly sign: IconName; readonly words: WordKey }>> = {
  chosen: { sign: "picture", words: "trayChosen" },
  queued: { sign: "clock", words: "trayQueued" },
  sending: { sign: "send", words: "traySending" },
  checking: { sign: "clock", words: "trayChecking" },
  late: { sign: "clock", words: "trayLate" },
  lost: { sign: "phone", words: "trayLost" },
  refused: { sign: "warning", words: "trayUnreadable" },
};

interface Photo {
  readonly address: string;
  /** Made small; null where the file is no photo. */
  readonly data: Promise<Blob | null>;
  readonly isPrivate: boolean;
  invitation: Invitation | null;
  state: State;
  /** Why the server would not take it. */
  reason: string;
}

export class PhotoTray {
  /** The field of the form. */
  readonly picker = h("div", { class: "photo-picker" });
  /** The photos, with what becomes of each. */
  readonly list = h("ul", { class: "tray", "aria-live": "polite" });
  private photos: Photo[] = [];
  private isPrivate = false;
  private sending = false;

  /** `reload` reads the case anew. */
  constructor(
    private readonly session: Session,
    private readonly trackingId: string,
    private readonly reload: () => Promise<DeskCase | null>,
  ) {
    this.draw();
  }

  /** Whether a photo goes with the act. */
  get hasPhoto(): boolean {
    return this.photos.some(({ state }) => state === "chosen" || state === "lost");
  }

  /** Forgets what was chosen and not sent. */
  clear(): void {
    this.photos = this.photos.filter(({ state }) => state !== "chosen" && state !== "refused");
    this.draw();
  }

  /** The act is saved: its photos follow. */
  send(): void {
    for (const photo of this.photos) if (photo.state === "chosen" || photo.state === "lost") photo.state = "queued";
    this.drawList();
    void this.sendAll();
  }

  /** One at a time: on a bad network two would both be lost. */
  private async sendAll(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    for (let photo = this.next(); photo; photo = this.next()) await this.sendOne(photo);
    this.sending = false;
  }

  private next(): Photo | undefined {
    return this.photos.find(({ state }) => state === "queued");
  }

  private retry(): void {
    for (const photo of this.photos) if (photo.state === "lost") photo.state = "queued";
    void this.sendAll();
  }

  private async sendOne(photo: Photo): Promise<void> {
    this.set(photo, "sending");
    const data = await photo.data;
    if (data === null) return this.set(photo, "refused");
    const result = await uploadInvited({ photo: data, isPrivate: photo.isPrivate, invitation: photo.invitation }, (description) => invitePhoto(this.session, this.trackingId, description), () => undefined);
    if (result.outcome === "refused") {
      photo.reason = problemText(result.problem);
      return this.set(photo, "refused");
    }
    photo.invitation = result.invitation;
    if (result.outcome !== "sent") {
      window.addEventListener("online", () => this.retry(), { once: true });
      return this.set(photo, "lost");
    }
    this.set(photo, "checking");
    void this.waitFor(photo, result.invitation.attachment_id);
  }

  private async waitFor(photo: Photo, id: string): Promise<void> {
    for (const pause of PAUSES_MS) {
      await new Promise((done) => setTimeout(done, pause));
      const seen = await this.reload();
      const failed = seen?.failed_attachments.find((each) => each.id === id);
      if (failed !== undefined) {
        photo.reason = t("trayFailed");
        return this.set(photo, "refused");
      }
      if (seen?.attachments.some((each) => each.id === id)) return this.drop(photo);
    }
    this.set(photo, "late");
  }

  private add(files: readonly File[]): void {
    for (const file of files.slice(0, PHOTOS_PER_CASE - this.photos.length)) {
      this.photos.push({ address: URL.createObjectURL(file), data: shrinkPhoto(file), isPrivate: this.isPrivate, invitation: null, state: "chosen", reason: "" });
    }
    this.drawList();
  }

  private drop(photo: Photo): void {
    URL.revokeObjectURL(photo.address);
    this.photos = this.photos.filter((each) => each !== photo);
    this.drawList();
  }

  private set(photo: Photo, state: State): void {
    photo.state = state;
    this.drawList();
  }

  draw(): void {
    const input = h("input", { type: "file", id: "act-photos", accept: MEDIA_TYPES.join(","), multiple: true, hidden: true });
    input.addEventListener("change", () => {
      this.add([...(input.files ?? [])]);
      input.value = "";
    });
    const own = h("input", { type: "checkbox", id: "act-photos-private", checked: this.isPrivate, onchange: () => (this.isPrivate = own.checked) });
    fill(
      this.picker,
      h("button", { type: "button", class: "secondary", id: "act-photos-add", onclick: () => input.click() }, ...iconAndText("picture", t("trayAdd"))),
      input,
      h("label", { class: "choice", for: "act-photos-private" }, own, h("span", {}, t("trayPrivate"))),
    );
    this.drawList();
  }

  private drawList(): void {
    fill(
      this.list,
      ...this.photos.map((photo, at) =>
        h(
          "li",
          { class: photo.state },
          h("img", { src: photo.address, alt: "" }),
          h("p", { class: "with-icon" }, ...iconAndText(STATES[photo.state].sign, `${t("trayPhoto", { n: at + 1 })} ${photo.reason || t(STATES[photo.state].words)}`)),
          photo.state === "lost" && h("button", { type: "button", class: "secondary", onclick: () => this.retry() }, t("retry")),
          ["chosen", "lost", "refused", "late"].includes(photo.state) && h("button", { type: "button", class: "quiet", "aria-label": t("trayDropOne", { n: at + 1 }), onclick: () => this.drop(photo) }, t("trayDrop")),
        ),
      ),
    );
  }
}
