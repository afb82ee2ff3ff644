/** The tiles of the stack's own file, read piece by piece. Only a stack that has such a file loads this module. */

import type { GridLayer } from "leaflet";
import { leafletLayer } from "protomaps-leaflet";

import { language } from "../i18n/language";
import type { MapFile } from "./api";

/** Its colours are those of the day, because streets of the dark ones are lost on a cheap screen in the sun; the sheet dims them. */
export function tileLayer({ file, max_zoom }: MapFile): GridLayer {
  return leafletLayer({ url: file, maxDataZoom: max_zoom, flavor: "light", lang: language(), noWrap: true }) as unknown as GridLayer;
}
