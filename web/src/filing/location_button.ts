/** "Gunakan lokasi saya": the phone's position, asked for only when the button is pressed. */

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { h, iconAndText, refill } from "../shared/dom";
import type { Draft } from "./draft";

const TIMEOUT_MS = 20_000;
/** Five decimals are about a metre; no phone is more precise. */
const PRECISION = 1e5;

export class LocationButton {
  private failure: WordKey | null = null;
  private busy = false;

  constructor(
    private readonly box: HTMLElement,
    private readonly draft: Draft,
    private readonly onChange: () => void,
  ) {}

  draw(): void {
    if (!("geolocation" in navigator)) return;
    this.box.hidden = false;
    const { coordinates } = this.draft;
    const button = coordinates
      ? h("button", { type: "button", class: "secondary", id: "coordinates", onclick: () => this.remove() }, t("unlocate"))
      : h(
          "button",
          { type: "button", class: "secondary", id: "coordinates", "aria-disabled": this.busy && "true", onclick: () => this.locate() },
          ...iconAndText("pin", t(this.busy ? "locating" : "locate")),
        );
    const words = coordinates ? t("located", { metres: coordinates.metres }) : this.failure && t(this.failure);
    refill(this.box, button, h("p", { class: "hint", role: "status" }, words));
  }

  private locate(): void {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    this.draw();
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const round = (degrees: number): number => Math.round(degrees * PRECISION) / PRECISION;
        this.draft.coordinates = {
          lat: round(coords.latitude),
          lon: round(coords.longitude),
          metres: Math.max(1, Math.round(coords.accuracy)),
        };
        this.finish(null);
      },
      (error) => this.finish(error.code === error.PERMISSION_DENIED ? "locateDenied" : "locateFailed"),
      { enableHighAccuracy: true, timeout: TIMEOUT_MS, maximumAge: 60_000 },
    );
  }

  private finish(failure: WordKey | null): void {
    this.busy = false;
    this.failure = failure;
    this.onChange();
    this.draw();
  }

  private remove(): void {
    this.draft.coordinates = null;
    this.finish(null);
  }
}
