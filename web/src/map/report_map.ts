/** Reports as marks on a map, those that would cover each other as one with their number. The list beside it says the same. */

import { divIcon, LatLngBounds, layerGroup, marker, type Marker } from "leaflet";

import { t } from "../i18n/language";
import { trackingPath } from "../shared/addresses";
import { fill, h } from "../shared/dom";
import { openBaseMap, type BaseMap } from "./base_map";
import { grouped, type Point } from "./points";

/** A public report at the point that the public sees, rounded to about 100 m. */
export type PlacedReport = Point & { readonly number: string; readonly title: string; readonly state: string };

const MARK_PIXELS = 44;
const NEAREST_ZOOM = 16;
/** From nearer than this a coast alone is one colour. */
const NEAREST_COAST = 10;
/** A list that is longer than the map is high is scrolled. */
const POPUP = { maxHeight: 220, maxWidth: 260 };

export class ReportMap {
  private readonly box = h("div", { class: "map", role: "region" });
  private readonly said = h("p", { class: "hint", role: "status" });
  private readonly from = h("div");
  private readonly marks = layerGroup();
  private base!: BaseMap;
  private reports: readonly PlacedReport[] = [];

  private constructor(around: HTMLElement) {
    fill(around, h("div", { class: "map-frame" }, this.box), this.said, this.from);
  }

  static async open(around: HTMLElement): Promise<ReportMap> {
    const opened = new ReportMap(around);
    opened.base = await openBaseMap(opened.box);
    opened.marks.addTo(opened.base.map);
    opened.base.map.on("zoomend", () => opened.draw());
    return opened;
  }

  /** Shows the reports of a list, all of them in sight; `listed` counts those without a point too. */
  show(reports: readonly PlacedReport[], listed: number): void {
    this.reports = reports;
    this.box.setAttribute("aria-label", t("mapOfReports"));
    this.said.textContent = t("mapShown", { count: reports.length, listed });
    fill(this.from, this.base.source());
    if (reports.length > 0) this.base.map.fitBounds(boundsOf(reports), { maxZoom: this.base.metres > 0 ? NEAREST_COAST : NEAREST_ZOOM, padding: [MARK_PIXELS, MARK_PIXELS], animate: false });
    this.draw();
  }

  private draw(): void {
    this.marks.clearLayers();
    for (const group of grouped(this.reports, this.base.map.getZoom(), MARK_PIXELS)) this.mark(group).addTo(this.marks);
  }

  private mark(group: readonly PlacedReport[]): Marker {
    const name = group.length === 1 ? group[0]!.title : t("mapTogether", { count: group.length });
    const html = h("span", {}, group.length > 1 && String(group.length));
    const at = boundsOf(group).getCenter();
    const icon = divIcon({ className: "map-mark", html, iconSize: [MARK_PIXELS, MARK_PIXELS] });
    const mark = marker(at, { icon, alt: name, title: name });
    // Leaflet names pictures alone.
    mark.on("add", () => mark.getElement()?.setAttribute("aria-label", name));
    const { map } = this.base;
    if (group.length === 1 || map.getZoom() >= NEAREST_ZOOM) return mark.bindPopup(() => list(group), POPUP);
    const comeNearer = (): void => {
      map.fitBounds(boundsOf(group), { maxZoom: NEAREST_ZOOM, padding: [MARK_PIXELS, MARK_PIXELS], animate: false });
      // The mark that was pressed is gone.
      this.box.focus();
    };
    return mark.on("click", comeNearer).on("keypress", ({ originalEvent }) => {
      if (originalEvent.key === "Enter") comeNearer();
    });
  }
}

function boundsOf(points: readonly Point[]): LatLngBounds {
  return new LatLngBounds(points.map(({ lat, lon }) => [lat, lon]));
}

function list(reports: readonly PlacedReport[]): HTMLElement {
  return h("ul", {}, ...reports.map(({ number, title, state }) => h("li", {}, h("a", { href: trackingPath(number) }, title), h("span", {}, state))));
}
