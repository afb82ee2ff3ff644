/** "Gunakan lokasi saya": the phone's position, asked for only when the button is pressed. */

import type { Draft } from "./draft";
import { fill, h, icon } from "../shared/dom";
import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";

const PATIENCE_MS = 20_000;
/** A metre or so; more digits would pretend a precision no phone has. */
const DECIMALS = 1e5;

export class LocationButton {
  private words: WordKey | null = null;
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
    const hadFocus = this.box.contains(document.activeElement);
    const button = coordinates
      ? h("button", { type: "button", class: "secondary", id: "coordinates", onclick: () => this.remove() }, t("unlocate"))
      : h(
          "button",
          { type: "button", class: "secondary", id: "coordinates", "aria-disabled": this.busy && "true", onclick: () => this.ask() },
          icon("pin"),
          h("span", {}, t(this.busy ? "locating" : "locate")),
        );
    const words = coordinates ? t("located", { metres: coordinates.metres }) : this.words && t(this.words);
    fill(this.box, button, h("p", { class: "hint", role: "status" }, words));
    if (hadFocus) button.focus();
  }

  private ask(): void {
    if (this.busy) return;
    this.busy = true;
    this.words = null;
    this.draw();
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const round = (degrees: number): number => Math.round(degrees * DECIMALS) / DECIMALS;
        this.draft.coordinates = {
          lat: round(coords.latitude),
          lon: round(coords.longitude),
          metres: Math.max(1, Math.round(coords.accuracy)),
        };
        this.done(null);
      },
      (error) => this.done(error.code === error.PERMISSION_DENIED ? "locateDenied" : "locateFailed"),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 60_000 },
    );
  }

  private done(words: WordKey | null): void {
    this.busy = false;
    this.words = words;
    this.onChange();
    this.draw();
  }

  private remove(): void {
    this.draft.coordinates = null;
    this.done(null);
  }
}
