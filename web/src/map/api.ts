/** What a map is drawn from: the stack's file of tiles, if it has one, and the coast of its province. */

import { fetchSiteFile } from "../shared/http";

/** /map.json, written by `laporctl map put`. */
export interface MapFile {
  /** The address of the PMTiles file on this site. */
  readonly file: string;
  /** The finest zoom that it has tiles of. */
  readonly max_zoom: number;
  /** Who made the data, and its licence. */
  readonly attribution: string;
}

/** /coast.json: a frame around the province in degrees, and the land in it, cell by cell. */
export interface Coast {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** Degrees that a cell measures. */
  readonly step: number;
  /** From south to north: half-open ranges of columns of land, `[start, end, start, end, ...]`. */
  readonly rows: readonly (readonly number[])[];
}

/** The stack's file of tiles; null if it has none. */
export function fetchMapFile(): Promise<MapFile | null> {
  return fetchSiteFile("/map.json");
}

/** The coast; null when it cannot be loaded. */
export function fetchCoast(): Promise<Coast | null> {
  return fetchSiteFile("/coast.json");
}
