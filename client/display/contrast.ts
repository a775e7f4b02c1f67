/** Contrast of two colours by WCAG 2.2 (relative luminance and contrast ratio). Pure. */

/** `#rrggbb`. */
export type HexColor = `#${string}`;

export function isHexColor(value: unknown): value is HexColor {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);
}

/** From 1 (the same colour) to 21 (black and white). */
export function contrastOf(one: HexColor, other: HexColor): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** WCAG 1.4.3 for text of normal size, and 1.4.6. */
export function gradeOf(contrast: number): 'poor' | 'good' | 'best' {
  if (contrast < 4.5) return 'poor';
  return contrast < 7 ? 'good' : 'best';
}

function luminance(color: HexColor): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
