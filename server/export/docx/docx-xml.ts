/** Paragraphs and runs of WordprocessingML (ECMA-376, part 1). Pure. */
import { encode } from 'html-entities';
import { UNDETERMINED } from '../../../shared/language.ts';
import { directionOf, flatText } from '../text/plain-text.ts';

export interface Run {
  readonly text: string;
  readonly language: string;
  /** A character style of docx-parts.ts. */
  readonly style?: 'Speaker' | 'Time' | 'Mark';
}

/** @param language of what the paragraph says: its direction */
export function paragraph(style: string, language: string, runs: readonly Run[]): string {
  const said = runs.map(({ text }) => text).join('');
  const bidi = directionOf(language, said) === 'rtl' ? '<w:bidi/>' : '';
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${bidi}</w:pPr>${runs.map(runXml).join('')}</w:p>`;
}

/** Well-formed text of XML 1.0, whose characters are fewer than those of Unicode. */
export function xmlText(text: string): string {
  return encode(flatText(text), { level: 'xml' });
}

/** Order of elements as the schema has it: style, right-to-left, language. */
function runXml({ text, language, style }: Run): string {
  const isRightToLeft = directionOf(language, text) === 'rtl';
  const properties = [
    style === undefined ? '' : `<w:rStyle w:val="${style}"/>`,
    isRightToLeft ? '<w:rtl/>' : '',
    languageXml(language, isRightToLeft),
  ].join('');
  const spaces = `${text.startsWith(' ') ? ' ' : ''}|${text.endsWith(' ') && text.length > 1 ? ' ' : ''}`;
  const [before, after] = spaces.split('|');
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${before}${xmlText(text)}${after}</w:t></w:r>`;
}

/** Word chooses dictionary and font by it. */
function languageXml(language: string, isRightToLeft: boolean): string {
  if (language === UNDETERMINED || !/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}$/.test(language)) return '';
  if (isRightToLeft) return `<w:lang w:bidi="${language}"/>`;
  return eastAsian.test(language) ? `<w:lang w:eastAsia="${language}"/>` : `<w:lang w:val="${language}"/>`;
}

const eastAsian = /^(?:ja|zh|ko|yue)\b/;
