import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { contrast, DARK_GROUND, LIGHT_GROUND, palette } from "./colour";

const ACCENTS = ["#0b6e4f", "#ffd400", "#ffffff", "#000000", "#e4002b", "#00a3e0", "#7f7f7f", "#f4a6c0", "#123456", "#39ff14"];

describe("a stack's accent", () => {
  it.each(ACCENTS)("%s carries white text and stays legible on the light page", (accent) => {
    const shades = palette(accent);
    for (const name of ["accent", "accent-hover", "accent-pressed"] as const) {
      expect(contrast(shades![name], "#ffffff")).toBeGreaterThanOrEqual(4.5);
      expect(contrast(shades![name], LIGHT_GROUND)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(ACCENTS)("%s carries dark text and stays legible on the dark page", (accent) => {
    const shades = palette(accent);
    for (const name of ["dark-accent", "dark-accent-hover", "dark-accent-pressed"] as const) {
      expect(contrast(shades![name], "#171411")).toBeGreaterThanOrEqual(4.5);
      expect(contrast(shades![name], DARK_GROUND)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("that is legible already is kept as its owner chose it", () => {
    expect(palette("#0b6e4f")?.accent).toBe("#0b6e4f");
  });

  it("that is no colour is refused", () => {
    expect(palette("green")).toBeNull();
    expect(palette("#0b6e4f;color:red")).toBeNull();
  });
});

it("the grounds are the ones the style sheet paints", () => {
  const css = readFileSync(new URL("../styles/base.css", import.meta.url), "utf8");
  expect(css).toContain(LIGHT_GROUND);
  expect(css).toContain(DARK_GROUND);
});
