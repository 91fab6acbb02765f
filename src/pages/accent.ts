/** A colour with what is legible on it, for one theme. */
export interface AccentPair {
  readonly accent: string;
  readonly onAccent: string;
}

type Rgb = readonly [number, number, number];

const DEFAULT_ACCENT: Rgb = [0x1f, 0x6f, 0x5c];
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** The cards of `assets/sign-in.css`. */
const SURFACE_LIGHT: Rgb = [0xff, 0xff, 0xff];
const SURFACE_DARK: Rgb = [0x1c, 0x1e, 0x23];
/** WCAG 2.2 asks 4.5 of text, and the accent colours links. A little more, for rounding. */
const CONTRAST_MIN = 4.6;
const STEPS = 50;

/** `rrggbb` as it stands in a stylesheet's name; `null` for what is no colour. */
export function normalizeAccent(color: string | null): string | null {
  const hex = /^#?([0-9a-f]{6})$/i.exec(color ?? '')?.[1];
  return hex === undefined ? null : hex.toLowerCase();
}

/**
 * The organization's colour, darkened or lightened just enough to be legible on a light and on a dark card. No choice of
 * colour can make a button vanish.
 */
export function deriveAccent(hex: string | null): { readonly light: AccentPair; readonly dark: AccentPair } {
  const color = hex === null ? DEFAULT_ACCENT : parse(hex);
  const light = moveUntilLegible(color, BLACK, SURFACE_LIGHT);
  const dark = moveUntilLegible(color, WHITE, SURFACE_DARK);
  return {
    light: { accent: format(light), onAccent: format(pickText(light)) },
    dark: { accent: format(dark), onAccent: format(pickText(dark)) },
  };
}

/** WCAG's contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrastOf(one: string, other: string): number {
  return contrast(parse(one.slice(1)), parse(other.slice(1)));
}

function moveUntilLegible(color: Rgb, towards: Rgb, surface: Rgb): Rgb {
  for (let step = 0; step < STEPS; step += 1) {
    const moved = mix(color, towards, step / STEPS);
    if (contrast(moved, surface) >= CONTRAST_MIN) return moved;
  }
  return towards;
}

function pickText(color: Rgb): Rgb {
  return contrast(color, WHITE) >= contrast(color, BLACK) ? WHITE : BLACK;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [at(0), at(1), at(2)];
}

function contrast(one: Rgb, other: Rgb): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  const linear = (channel: number) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function parse(hex: string): Rgb {
  const value = Number.parseInt(hex, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function format(color: Rgb): string {
  return `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
