/** "Tunjukkan di peta": the map is loaded when the button is pressed, and is never the only way to say a place. */

import { t } from "../i18n/language";
import type { PinMap } from "../map/pin_map";
import { h, iconAndText, refill } from "../shared/dom";
import type { Draft } from "./draft";

export class MapButton {
  private pins: PinMap | null = null;
  private opening = false;
  private failed = false;
  private readonly above = h("div");
  private readonly around = h("div");

  constructor(
    box: HTMLElement,
    private readonly draft: Draft,
    private readonly onPin: () => void,
  ) {
    box.append(this.above, this.around);
  }

  draw(): void {
    const button = h(
      "button",
      { type: "button", class: "secondary", id: "show-map", "aria-disabled": this.opening && "true", onclick: () => void this.open() },
      ...iconAndText("pin", t("mapShow")),
    );
    refill(this.above, this.pins === null && button, this.failed && h("p", { class: "hint", role: "status" }, t("mapFailed")));
    this.pins?.draw();
  }

  /** Shows the point of the draft after it was set or removed elsewhere. */
  follow(): void {
    this.pins?.show(this.draft.coordinates);
  }

  private async open(): Promise<void> {
    if (this.opening) return;
    this.failed = !navigator.onLine;
    this.opening = !this.failed;
    this.draw();
    if (this.failed) return;
    try {
      this.pins = await import("../map/pin_map").then(({ PinMap }) =>
        PinMap.open(this.around, this.draft.coordinates, (pin) => {
          this.draft.coordinates = pin;
          this.onPin();
        }),
      );
    } catch {
      this.failed = true;
    }
    this.opening = false;
    this.draw();
  }
}
