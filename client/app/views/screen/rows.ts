/** How many rows of captions a view has room for. Pure. */
import { baseLanguage } from '../../../../shared/language.ts';
import type { ViewSettings } from '../../../views/view-settings.ts';
import type { ViewBox } from './view-box.ts';

/** Letters of some scripts need taller rows. */
const LEADING = 1.32;
const TALL_LEADING = 1.65;
/** Boxes behind rows touch each other, and do not lie one over the other. */
const BOX_LEADING = 0.2;
const tallLanguages = ['ar', 'fa', 'ur', 'ps', 'ckb', 'hi', 'mr', 'ne', 'bn', 'ta', 'te', 'th', 'my', 'km'];

/** Between two languages that stand one above the other, in sizes of the text. */
const STACK_GAP = 0.5;
const MOST_ROWS = 12;

export interface RoomForRows {
  readonly settings: Pick<ViewSettings, 'lines' | 'layout' | 'margin' | 'box'>;
  readonly sizePx: number;
  readonly heightPx: number;
  readonly language: string | undefined;
  /** Languages on the screen, one above the other or side by side. */
  readonly languages: number;
}

/** Height of a row, in sizes of its text. */
export function leadingOf(language: string | undefined, { box }: Pick<ViewSettings, 'box'>): number {
  const isTall = language !== undefined && tallLanguages.includes(baseLanguage(language));
  return (isTall ? TALL_LEADING : LEADING) + (box === 'transparent' ? 0 : BOX_LEADING);
}

/** Rows of one language, as many as asked for or as there is room for, at least one. */
export function rowsFor({ settings, sizePx, heightPx, language, languages }: RoomForRows): number {
  const { lines, layout, margin } = settings;
  const rowPx = leadingOf(language, settings) * sizePx;
  const stacked = layout === 'stacked' ? languages : 1;
  const free = heightPx * (1 - (2 * margin) / 100) - (stacked - 1) * STACK_GAP * sizePx;
  const fitting = Math.max(1, Math.floor(free / stacked / rowPx));
  return Math.min(MOST_ROWS, fitting, lines === 'fit' ? fitting : lines);
}

/** A size in pixels. A view that is higher than wide has rows of the same number of letters as one of 4 to 3. */
export function pixelsOf({ value, unit }: ViewSettings['size'], { width, height }: ViewBox): number {
  return unit === 'px' ? value : (value * Math.min(height, width * 0.75)) / 100;
}

/** Two columns of a view that is higher than wide would hold a word each. */
export function layoutIn(
  { layout }: Pick<ViewSettings, 'layout'>,
  { width, height }: ViewBox,
): ViewSettings['layout'] {
  return width < height ? 'stacked' : layout;
}
