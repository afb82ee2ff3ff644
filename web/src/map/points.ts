/** The arithmetic of points on a map: how exact one is, whether it lies on land, and which lie together. */

import type { Coast } from "./api";

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

const EQUATOR_METRES = 40_075_017;
const TILE_PIXELS = 256;
/** How far beside its place a finger puts a pin. */
const FINGER_PIXELS = 8;
/** Five decimals are about a metre. */
const PRECISION = 1e5;
const KM_A_DEGREE = 111.32;
/** What is farther from land than this may be refused as a point in the open sea. */
const SHORE_KM = 5;

/** How exactly a finger points at this zoom, in metres. */
export function fingerMetres(lat: number, zoom: number): number {
  return Math.max(1, Math.round((FINGER_PIXELS * EQUATOR_METRES * Math.cos((lat * Math.PI) / 180)) / (TILE_PIXELS * 2 ** zoom)));
}

export function roundedPoint({ lat, lon }: Point): Point {
  return { lat: Math.round(lat * PRECISION) / PRECISION, lon: Math.round(lon * PRECISION) / PRECISION };
}

/** Whether a point lies in the frame around the province. */
export function isInFrame({ west, south, east, north }: Coast, { lat, lon }: Point): boolean {
  return west <= lon && lon <= east && south <= lat && lat <= north;
}

/** Whether there is land at a point, or so near that its report is surely taken. */
export function isNearLand({ west, south, step, rows }: Coast, { lat, lon }: Point): boolean {
  const reach = Math.ceil(SHORE_KM / KM_A_DEGREE / step);
  const row = Math.floor((lat - south) / step);
  const column = Math.floor((lon - west) / step);
  return rows.slice(Math.max(0, row - reach), Math.max(0, row + reach + 1)).some((runs) => runs.some((start, at) => at % 2 === 0 && start <= column + reach && column - reach < runs[at + 1]!));
}

/** Points that would cover each other, so that one mark stands for them: those in the same square of the map at this zoom. */
export function grouped<T extends Point>(points: readonly T[], zoom: number, pixels: number): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const point of points) {
    const square = (degrees: number): number => Math.floor((degrees / 360) * TILE_PIXELS * 2 ** zoom / pixels);
    const key = `${square(point.lat)} ${square(point.lon)}`;
    const group = groups.get(key);
    if (group) group.push(point);
    else groups.set(key, [point]);
  }
  return [...groups.values()];
}
