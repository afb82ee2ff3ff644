import { describe, expect, it } from "vitest";

import { fingerMetres, grouped, isInFrame, isNearLand, roundedPoint } from "./points";

/** An island of 2 by 1 cells of 0.01 degree (1.1 km) in a frame of 0.2 degrees. */
const ISLAND = { west: 117, south: -1, east: 117.2, north: -0.8, step: 0.01, rows: Array.from({ length: 20 }, (_, row) => (row === 10 ? [10, 12] : [])) };

describe("a finger", () => {
  it("points more exactly the nearer the map is", () => {
    expect([8, 12, 16, 18].map((zoom) => fingerMetres(0, zoom))).toEqual([4892, 306, 19, 5]);
  });

  it("points more exactly far from the equator, and never to less than a metre", () => {
    expect(fingerMetres(60, 12)).toBe(153);
    expect(fingerMetres(0, 25)).toBe(1);
  });
});

describe("a point", () => {
  it("has five decimals, about a metre", () => {
    expect(roundedPoint({ lat: -0.502214999, lon: 117.153648 })).toEqual({ lat: -0.50221, lon: 117.15365 });
  });

  it.each([
    [-0.895, 117.105, true],
    [-0.895, 117.16, true],
    [-0.94, 117.105, true],
    [-0.96, 117.105, false],
    [-0.895, 117.19, false],
    [-0.5, 117.105, false],
    [-2, 117.105, false],
  ])("at %f, %f is near land: %s", (lat, lon, near) => {
    expect(isNearLand(ISLAND, { lat, lon })).toBe(near);
  });

  it("lies in the frame, or beside it", () => {
    expect(isInFrame(ISLAND, { lat: -1, lon: 117.2 })).toBe(true);
    expect(isInFrame(ISLAND, { lat: -1.01, lon: 117.1 })).toBe(false);
    expect(isInFrame(ISLAND, { lat: -0.9, lon: 117.3 })).toBe(false);
  });
});

describe("points that would cover each other", () => {
  const [near, beside, far] = [
    { lat: -0.502, lon: 117.154 },
    { lat: -0.503, lon: 117.155 },
    { lat: 1.2, lon: 117.9 },
  ];

  it("are one group as long as they do", () => {
    expect(grouped([near, far, beside], 7, 44)).toEqual([[near, beside], [far]]);
    expect(grouped([near, far, beside], 16, 44)).toEqual([[near], [far], [beside]]);
  });

  it("stay together at the same place, however near the map is", () => {
    expect(grouped([near, near], 18, 44)).toEqual([[near, near]]);
  });
});
