/** "Gunakan lokasi saya": the phone's position, asked for only when the button is pressed. */

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { h, iconAndText, refill } from "../shared/dom";
import { readRegion } from "./api";
import type { Draft } from "./draft";

const TIMEOUT_MS = 20_000;
/** Five decimals are about a metre; no phone is more precise. */
const PRECISION = 1e5;

export class LocationButton {
  private failure: WordKey | null = null;
  private busy = false;
  /** The region that the server found, from the village upwards, without the province. */
  private found = "";
  private readonly names = new Map<string, string>();

  constructor(
    private readonly box: HTMLElement,
    private readonly draft: Draft,
    private readonly onChange: () => void,
  ) {}

  /** Names the place that the point was found to be in, once the server has said which region that is. */
  async name(region: string | null): Promise<void> {
    const known = region === null || this.draft.coordinates === null ? "" : this.names.get(region);
    if (known !== undefined) return this.show(known);
    const answer = await readRegion(region!);
    if (!answer.ok) return;
    this.names.set(region!, answer.body.path.slice(1).reverse().join(", "));
    await this.name(region);
  }

  private show(found: string): void {
    if (this.found === found) return;
    this.found = found;
    this.draw();
  }

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
    const words = coordinates ? this.located(coordinates.metres) : this.failure && t(this.failure);
    refill(this.box, button, h("p", { class: "hint", role: "status" }, words));
  }

  private located(metres: number): string {
    const sent = t("located", { metres });
    return this.found === "" ? sent : `${t("locatedIn", { place: this.found })} ${sent}`;
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
    this.found = "";
    this.finish(null);
  }
}
