/** Comma-separated values that no spreadsheet takes for formulas. Pure. */
import { stringify } from 'csv-stringify/sync';

/** The mark by which spreadsheets know UTF-8. */
export const CSV_BEGINNING = '\uFEFF';

/**
 * Rows with the line ends of Windows. An apostrophe precedes what looks like a formula, at the start of a cell and after any
 * separator inside one: spreadsheets differ in their separators (OWASP: CSV injection).
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((cells) => cells.map(withGuards)),
    { record_delimiter: 'windows' },
  );
}

/** A cell without the apostrophes that `csvText` adds. */
export function withoutGuards(cell: string): string {
  return cell.replace(guarded, '$1$2');
}

function withGuards(cell: string): string {
  return cell.replace(unguarded, "$1$2'");
}

const cellStart = '(^|[,;|\\t])([ \\u00a0\\u3000"]*)';
const formula = '[=+\\-@＝＋－＠\\t\\r]';
const guarded = new RegExp(`${cellStart}'(?='*${formula})`, 'gu');
const unguarded = new RegExp(`${cellStart}(?='*${formula})`, 'gu');
