/**
 * A pin that stands in the middle while the map moves below it: a finger never covers the place that it means, a tap or an
 * arrow key does as well as a drag, and a crack in the glass can be moved out of the way.
 */

import { circle, type Circle, type LatLng } from "leaflet";

import { t } from "../i18n/language";
import type { WordKey } from "../i18n/words";
import { fill, h, icon } from "../shared/dom";
import { openBaseMap, type BaseMap } from "./base_map";
import { fingerMetres, isInFrame, isNearLand, roundedPoint, type Point } from "./points";

/** A point, and how exact it is. */
type Pin = Point & { readonly metres: number };

/** A point that is less exact than this says less than the name of a village. */
const COARSEST_METRES = 1_000;
const STREET_ZOOM = 16;
/** What a zoom moves the middle by rounding is no move. */
const SAME_PIXELS = 2;
/** How much nearer a tap comes while the map shows too much. */
const STEPS_A_TAP = 3;

export class PinMap {
  private readonly help = h("p", { class: "hint", id: "map-help" });
  private readonly box = h("div", { class: "map", role: "application", "aria-describedby": "map-help" });
  private readonly said = h("p", { class: "hint", role: "status" });
  private readonly from = h("div");
  private base!: BaseMap;
  private accuracy: Circle | null = null;
  /** How exact the phone's own position was, from which the pin was moved. */
  private located: number | null = null;
  private pin: Pin | null = null;
  private silent = false;

  private constructor(
    around: HTMLElement,
    private readonly onPin: (pin: Pin) => void,
  ) {
    fill(around, this.help, h("div", { class: "map-frame" }, this.box, h("span", { class: "map-pin", "aria-hidden": true }, icon("pin"))), this.said, this.from);
  }

  /** Opens in a box of the page, at the point that the draft has. `onPin` is called whenever a person has moved the pin. */
  static async open(around: HTMLElement, pin: Pin | null, onPin: (pin: Pin) => void): Promise<PinMap> {
    const opened = new PinMap(around, onPin);
    opened.base = await openBaseMap(opened.box, { scrollWheelZoom: "center", touchZoom: "center", doubleClickZoom: false, trackResize: false, inertia: false });
    opened.listen();
    opened.show(pin);
    opened.draw();
    opened.box.focus();
    return opened;
  }

  /** Follows the phone's position, or shows that there is no point any more. */
  show(pin: Pin | null): void {
    this.located = pin?.metres ?? null;
    this.pin = pin;
    this.accuracy?.remove();
    this.accuracy = null;
    if (pin === null) return fill(this.said);
    const { map } = this.base;
    this.accuracy = circle([pin.lat, pin.lon], { radius: pin.metres, className: "map-accuracy", interactive: false }).addTo(map);
    this.quietly(() => map.setView([pin.lat, pin.lon], Math.max(map.getZoom(), STREET_ZOOM), { animate: false }));
    this.say(pin);
  }

  /** Says everything in the reader's language. */
  draw(): void {
    this.box.setAttribute("aria-label", t("mapLabel"));
    this.help.textContent = t("mapHelp");
    fill(this.from, this.base.source(), this.base.metres > 0 && h("p", { class: "hint" }, t("mapLessThanWords")));
  }

  private listen(): void {
    const { map } = this.base;
    map.on("moveend", () => this.moved());
    map.on("click", ({ latlng }) => this.tapped(latlng));
    new ResizeObserver(() => {
      // A step that is hidden has no size, and its map keeps the middle that it had.
      if (this.box.clientWidth > 0) this.quietly(() => map.invalidateSize({ animate: false }));
    }).observe(this.box);
  }

  private quietly(move: () => void): void {
    this.silent = true;
    move();
    this.silent = false;
  }

  private tapped(at: LatLng): void {
    const { map } = this.base;
    const near = this.metresAt(at.lat) <= COARSEST_METRES;
    map.setView(at, near ? map.getZoom() : Math.min(map.getZoom() + STEPS_A_TAP, STREET_ZOOM));
  }

  private moved(): void {
    if (this.silent) return;
    const { lat, lng } = this.base.map.getCenter();
    const pin = { ...roundedPoint({ lat, lon: lng }), metres: this.metresAt(lat) };
    // Looking around by zooming makes no point less exact than it was.
    if (this.pin !== null && this.isAtMiddle(this.pin) && pin.metres >= this.pin.metres) return;
    this.say(pin);
    if (pin.metres > COARSEST_METRES) return;
    this.pin = pin;
    this.onPin(pin);
  }

  private isAtMiddle({ lat, lon }: Point): boolean {
    const { map } = this.base;
    return map.latLngToContainerPoint([lat, lon]).distanceTo(map.getSize().divideBy(2)) < SAME_PIXELS;
  }

  private metresAt(lat: number): number {
    return Math.max(fingerMetres(lat, this.base.map.getZoom()), this.located ?? this.base.metres);
  }

  private say(pin: Pin): void {
    const { lat, lon, metres } = pin;
    const words = metres > COARSEST_METRES ? [t("mapTooFar")] : [t("mapPoint", { lat, lon }), ...this.doubts(pin).map((key) => t(key))];
    this.said.textContent = words.join(" ");
  }

  private doubts(pin: Pin): WordKey[] {
    const { coast } = this.base;
    if (coast === null) return [];
    if (!isInFrame(coast, pin)) return ["mapOutside"];
    return isNearLand(coast, pin) ? [] : ["mapAtSea"];
  }
}
