/** What the address of a view says: `/home?view=overlay&size=5&lines=2`. Pure. */
import type { ViewKind } from '../../shared/views.ts';
import {
  colorValue,
  fontValue,
  languagesValue,
  lengthValue,
  numberValue,
  switchValue,
  textColorValue,
  type ViewLength,
} from './view-values.ts';

const positions = ['bottom', 'middle', 'top'] as const;
const alignments = ['start', 'center', 'end'] as const;
const layouts = ['columns', 'stacked'] as const;
const shadows = ['none', 'soft', 'outline'] as const;

/** How a view looks. */
export interface ViewSettings {
  /** One or two; empty: the choice of this browser, else the server's. */
  readonly languages: readonly string[];
  readonly size: ViewLength;
  /** Rows of text for each language; `fit`: as many as there is room for. */
  readonly lines: number | 'fit';
  readonly position: (typeof positions)[number];
  readonly align: (typeof alignments)[number];
  /** Percent of the width of the view. */
  readonly width: number;
  /** Distance from the edges, percent of the height of the view. */
  readonly margin: number;
  /** Where the second language stands: beside the first, or below it. */
  readonly layout: (typeof layouts)[number];
  /** CSS colours. */
  readonly color: string;
  readonly background: string;
  readonly box: string;
  readonly shadow: (typeof shadows)[number];
  readonly font: string;
  /** Who speaks, in front of what they say. */
  readonly names: boolean;
  /** Sentences that are still spoken; without: finished ones only. */
  readonly drafts: boolean;
  /** Seconds of silence after which the captions fade; 0: they stay. */
  readonly clear: number;
  /** Rows roll up smoothly. */
  readonly motion: boolean;
  /** Shows what was understood of the address. */
  readonly help: boolean;
}

/** A parameter as the address has it. `used`: as it is in effect, written as in an address. */
export interface ReadParameter {
  readonly name: string;
  readonly given: string;
  readonly used: string;
  /** `unknown`: no parameter has this name; `value`: its value is none that it takes. */
  readonly fault?: 'unknown' | 'value';
  /** The values that it takes. */
  readonly takes: string;
}

export interface ReadSettings {
  readonly settings: ViewSettings;
  readonly parameters: readonly ReadParameter[];
}

/** A name and its values; `read` answers `undefined` for others. */
interface Parameter<Value> {
  readonly takes: string;
  readonly read: (given: string) => Value | undefined;
}

type Parameters = { readonly [Name in keyof ViewSettings]: Parameter<ViewSettings[Name]> };

const parameters: Parameters = {
  languages: { takes: 'es · es,en · original', read: languagesValue },
  size: { takes: '1–25 (%) · 12px–400px', read: lengthValue },
  lines: { takes: '1–12 · fit', read: (given) => (given === 'fit' ? 'fit' : wholeNumber(given, 1, 12)) },
  position: choice(positions),
  align: choice(alignments),
  width: { takes: '20–100 (%)', read: (given) => numberValue(given, 20, 100) },
  margin: { takes: '0–25 (%)', read: (given) => numberValue(given, 0, 25) },
  layout: choice(layouts),
  color: { takes: 'ffffff · yellow', read: textColorValue },
  background: { takes: '000000 · none', read: colorValue },
  box: { takes: '000000b3 · none', read: colorValue },
  shadow: choice(shadows),
  font: { takes: 'system · legible · serif · dyslexic · Verdana', read: fontValue },
  names: { takes: 'on · off', read: switchValue },
  drafts: { takes: 'on · off', read: switchValue },
  clear: { takes: '0–3600 (s)', read: (given) => wholeNumber(given, 0, 3_600) },
  motion: { takes: 'on · off', read: switchValue },
  help: { takes: 'on · off', read: switchValue },
};

/** A size that looks one step larger. */
const SIZE_STEP = 1.1;

/** Both views begin with these. */
const common = {
  languages: [],
  align: 'start',
  layout: 'columns',
  color: '#ffffff',
  box: 'transparent',
  font: 'system',
  names: true,
  drafts: true,
  motion: true,
  help: false,
} as const;

/**
 * What an address that says nothing means. With 7 %, capitals on a screen 1 m high are 50 mm high: legible at 10 m by the
 * rule for signs, distance / 200.
 */
export const defaultSettings: Readonly<Record<ViewKind, ViewSettings>> = {
  projector: {
    ...common,
    size: { value: 7, unit: '%' },
    lines: 'fit',
    position: 'bottom',
    width: 100,
    margin: 5,
    background: '#000000',
    shadow: 'none',
    clear: 120,
  },
  overlay: {
    ...common,
    size: { value: 5, unit: '%' },
    lines: 2,
    position: 'bottom',
    width: 80,
    margin: 5,
    background: 'transparent',
    layout: 'stacked',
    shadow: 'outline',
    clear: 8,
  },
};

/** Wrong values get their default; `parameters` says which. */
export function readViewSettings(query: URLSearchParams, kind: ViewKind): ReadSettings {
  const defaults = defaultSettings[kind];
  const read: ReadParameter[] = [];
  const inEffect = <Name extends keyof ViewSettings>(name: Name): ViewSettings[Name] => {
    const given = query.get(name);
    if (given === null) return defaults[name];
    const { takes, read: parse } = parameters[name];
    const value = parse(given.trim());
    const used = writtenValue(value ?? defaults[name]);
    read.push({ name, given, used, takes, ...(value === undefined ? { fault: 'value' } : {}) });
    return value ?? defaults[name];
  };
  const settings: ViewSettings = {
    languages: inEffect('languages'),
    size: inEffect('size'),
    lines: inEffect('lines'),
    position: inEffect('position'),
    align: inEffect('align'),
    width: inEffect('width'),
    margin: inEffect('margin'),
    layout: inEffect('layout'),
    color: inEffect('color'),
    background: inEffect('background'),
    box: inEffect('box'),
    shadow: inEffect('shadow'),
    font: inEffect('font'),
    names: inEffect('names'),
    drafts: inEffect('drafts'),
    clear: inEffect('clear'),
    motion: inEffect('motion'),
    help: inEffect('help'),
  };
  for (const [name, given] of query) {
    if (name !== 'view' && !(name in parameters))
      read.push({ name, given, used: '', fault: 'unknown', takes: Object.keys(parameters).join(' · ') });
  }
  return { settings, parameters: read };
}

/** A size one step larger (`1`) or smaller (`-1`); the same at the end of what a view takes. */
export function resized({ value, unit }: ViewLength, direction: 1 | -1): ViewLength {
  const next = Math.round(value * (direction === 1 ? SIZE_STEP : 1 / SIZE_STEP) * 100) / 100;
  return lengthValue(`${next}${unit === 'px' ? 'px' : ''}`) ?? { value, unit };
}

/** A value as an address would write it. */
export function writtenValue(value: ViewSettings[keyof ViewSettings]): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value === 'transparent' ? 'none' : value.replace(/^#/, '');
  return 'unit' in value ? `${value.value}${value.unit === 'px' ? 'px' : ''}` : value.join(',');
}

function choice<const Value extends string>(values: readonly Value[]): Parameter<Value> {
  return { takes: values.join(' · '), read: (given) => values.find((value) => value === given) };
}

function wholeNumber(given: string, least: number, most: number): number | undefined {
  return /^\d+$/.test(given) ? numberValue(given, least, most) : undefined;
}
