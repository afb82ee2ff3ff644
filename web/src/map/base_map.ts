/** A map of the province without anything on it yet. What it needs is loaded when it opens, all of it from this site. */

import "../styles/map.css";

import { control, Map as LeafletMap, type LatLngBoundsLiteral, type MapOptions } from "leaflet";

import { addWords, t } from "../i18n/language";
import { MAP_WORDS } from "../i18n/map_words";
import { h } from "../shared/dom";
import { fetchCoast, fetchMapFile, type Coast, type MapFile } from "./api";
import { CoastLayer } from "./coast_layer";

addWords(MAP_WORDS);

const FINEST_ZOOM = 18;
const ARROW_PIXELS = 40;
/** Half of a pixel of the coast, and what a place can be away from where the coast alone puts it. */
const COAST_METRES = 900;
const COUNTRY: LatLngBoundsLiteral = [
  [-11, 95],
  [6, 141],
];

export interface BaseMap {
  readonly map: LeafletMap;
  readonly coast: Coast | null;
  /** How exact what is drawn is, in metres. */
  readonly metres: number;
  /** Whose map it is, or that there is none but the coast. */
  source(): HTMLElement;
}

/** Opens a map of the whole province in a box, which has its place in the page already. */
export async function openBaseMap(box: HTMLElement, options: MapOptions = {}): Promise<BaseMap> {
  const [file, coast] = await Promise.all([fetchMapFile(), fetchCoast()]);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new LeafletMap(box, {
    zoomControl: false,
    attributionControl: false,
    maxZoom: FINEST_ZOOM,
    keyboardPanDelta: ARROW_PIXELS,
    zoomAnimation: !still,
    fadeAnimation: !still,
    inertia: !still,
    ...options,
  });
  map.fitBounds(coast ? [[coast.south, coast.west], [coast.north, coast.east]] : COUNTRY, { animate: false });
  map.setMinZoom(map.getZoom() - 1);
  const colour = (name: string): string => getComputedStyle(box).getPropertyValue(name).trim();
  if (coast) new CoastLayer(coast, colour("--land"), colour("--sea")).addTo(map);
  const tiles = file !== null && (await addTiles(map, file));
  control.zoom({ zoomInTitle: t("mapIn"), zoomOutTitle: t("mapOut") }).addTo(map);
  return { map, coast, metres: tiles ? 0 : COAST_METRES, source: () => source(tiles ? file : null) };
}

/** Whether the program that draws tiles could be loaded. */
async function addTiles(map: LeafletMap, file: MapFile): Promise<boolean> {
  try {
    const layer = await import("./tile_layer").then(({ tileLayer }) => tileLayer(file));
    layer.addTo(map);
    return true;
  } catch {
    return false;
  }
}

function source(file: MapFile | null): HTMLElement {
  if (file === null) return h("p", { class: "hint" }, t("mapCoastOnly"));
  const openStreetMap = file.attribution.includes("OpenStreetMap");
  const words = t("mapSource", { attribution: file.attribution });
  return h("p", { class: "hint" }, openStreetMap ? h("a", { href: "https://www.openstreetmap.org/copyright", rel: "noopener noreferrer", target: "_blank" }, words) : words);
}
