/** Land and sea, drawn from the coast of the province: all there is without tiles, and what shows until they arrive. */

import { GridLayer, type Coords } from "leaflet";

import type { Coast } from "./api";

const TILE_PIXELS = 256;

export class CoastLayer extends GridLayer {
  constructor(
    private readonly coast: Coast,
    private readonly land: string,
    private readonly sea: string,
  ) {
    super();
  }

  override createTile({ x, y, z }: Coords): HTMLElement {
    const tile = document.createElement("canvas");
    tile.width = tile.height = TILE_PIXELS;
    const paint = tile.getContext("2d");
    if (paint === null) return tile;
    const { west, south, east, north, step, rows } = this.coast;
    const size = TILE_PIXELS * 2 ** z;
    const across = (lon: number): number => ((lon + 180) / 360) * size - x * TILE_PIXELS;
    const down = (lat: number): number => (0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * size - y * TILE_PIXELS;
    // Outside the frame nobody says what is land.
    const [left, top] = [across(west), down(north)];
    paint.fillStyle = this.sea;
    paint.fillRect(left, top, across(east) - left, down(south) - top);
    paint.fillStyle = this.land;
    rows.forEach((runs, row) => {
      const bottom = Math.ceil(down(south + row * step));
      const top = Math.floor(down(south + (row + 1) * step));
      if (bottom < 0 || top > TILE_PIXELS) return;
      for (let at = 0; at < runs.length; at += 2) {
        const left = Math.floor(across(west + runs[at]! * step));
        paint.fillRect(left, top, Math.ceil(across(west + runs[at + 1]! * step)) - left, bottom - top);
      }
    });
    return tile;
  }
}
