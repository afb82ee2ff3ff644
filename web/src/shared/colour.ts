/**
 * One accent colour per stack, whatever its owner chose, made legible: every shade keeps WCAG's 4.5:1 against what
 * stands on or behind it, in light and in dark.
 */

type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** The page grounds of styles/base.css that links and outlines are drawn on. */
export const LIGHT_GROUND = "#f6f4ef";
export const DARK_GROUND = "#24211d";
const DARK_INK: Rgb = [23, 20, 17];
const LEGIBLE = 4.5;
/** Thin coloured strokes glare less and fade more on a dark page. */
const LEGIBLE_IN_THE_DARK = 6;

/** CSS custom properties for both colour schemes, `#rrggbb` each. */
type Palette = Readonly<
  Record<"accent" | "accent-hover" | "accent-pressed" | "dark-accent" | "dark-accent-hover" | "dark-accent-pressed", string>
>;

/** WCAG 2 contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(first: string, second: string): number {
  return ratio(parse(first), parse(second));
}

/** The shades of an accent; a text that is no `#rrggbb` colour gives null, and the style sheet's own accent stays. */
export function palette(accent: string): Palette | null {
  if (!/^#[0-9a-f]{6}$/i.test(accent)) return null;
  const chosen = parse(accent);
  const light = towards(BLACK, chosen, (shade) => ratio(shade, WHITE) >= LEGIBLE && ratio(shade, parse(LIGHT_GROUND)) >= LEGIBLE);
  const dark = towards(WHITE, chosen, (shade) => ratio(shade, DARK_INK) >= LEGIBLE && ratio(shade, parse(DARK_GROUND)) >= LEGIBLE_IN_THE_DARK);
  return {
    accent: text(light),
    "accent-hover": text(mix(light, BLACK, 0.16)),
    "accent-pressed": text(mix(light, BLACK, 0.32)),
    "dark-accent": text(dark),
    "dark-accent-hover": text(mix(dark, WHITE, 0.2)),
    "dark-accent-pressed": text(mix(dark, WHITE, 0.4)),
  };
}

function towards(end: Rgb, from: Rgb, good: (shade: Rgb) => boolean): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const shade = mix(from, end, share);
    if (good(shade)) return shade;
  }
  return end;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const blend = (at: 0 | 1 | 2): number => Math.round(from[at] + (to[at] - from[at]) * share);
  return [blend(0), blend(1), blend(2)];
}

function ratio(first: Rgb, second: Rgb): number {
  const [high, low] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: Rgb): number {
  const linear = (value: number): number => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

function parse(colour: string): Rgb {
  const at = (start: number): number => parseInt(colour.slice(start, start + 2), 16);
  return [at(1), at(3), at(5)];
}

function text(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
