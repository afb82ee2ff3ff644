/** Says on the form how many photos from the phone's gallery go with the report, and leaves them out if its writer wishes. */

import { t } from "../i18n/language";
import { h, iconAndText, refill } from "../shared/dom";
import { DRAFT_OWNER } from "./photo_shelf";
import { dropPhoto, passPhotos, sharedPhotos } from "./shared_photos";

export class SharedPhotosNotice {
  constructor(private readonly box: HTMLElement) {}

  async draw(): Promise<void> {
    const count = (await sharedPhotos(DRAFT_OWNER)).length;
    refill(
      this.box,
      count > 0 &&
        h(
          "div",
          { class: "notice calm" },
          h("p", { class: "notice-head" }, ...iconAndText("picture", t("sharedPhotos", { count }))),
          h("p", {}, t("sharedPhotosMore")),
          h("button", { type: "button", class: "quiet", id: "drop-photos", onclick: () => void this.drop() }, t("sharedDrop")),
        ),
    );
  }

  /** The draft has become the report of a number. */
  async passTo(trackingId: string): Promise<void> {
    await passPhotos(DRAFT_OWNER, trackingId);
    await this.draw();
  }

  /** The number is void: its report is the draft again. */
  async takeBackFrom(trackingId: string): Promise<void> {
    await passPhotos(trackingId, DRAFT_OWNER);
    await this.draw();
  }

  async drop(): Promise<void> {
    for (const { name } of await sharedPhotos(DRAFT_OWNER)) await dropPhoto(name);
    await this.draw();
  }
}
