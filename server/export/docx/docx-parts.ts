/** The parts of a Word document that do not depend on what was said (ECMA-376, parts 1 and 2). Pure. */
import { xmlText } from './docx-xml.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export const contentTypes = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD_TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${WORD_TYPE}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;

export const packageRelations = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="document" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="core" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

export const documentRelations = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="styles" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;

export const documentBeginning = `${XML}<w:document xmlns:w="${MAIN}"><w:body>`;

/** A4 with margins of two centimetres, in twentieths of a point. */
export const documentEnd =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>';

export const styles = `${XML}<w:styles xmlns:w="${MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Yu Gothic" w:cs="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>${[
  paragraphStyle('Normal', '', '', 'w:default="1"'),
  paragraphStyle('Title', '<w:spacing w:after="60"/>', sized(36, '<w:b/><w:bCs/>')),
  paragraphStyle('About', '<w:spacing w:after="0"/>', gray('18')),
  paragraphStyle('Line', '<w:keepLines/><w:spacing w:before="60"/>', ''),
  paragraphStyle('Original', '<w:keepLines/><w:spacing w:after="120"/><w:ind w:start="425"/>', gray('20')),
  paragraphStyle('Note', '<w:jc w:val="center"/>', `<w:i/><w:iCs/>${gray('18')}`),
  characterStyle('Speaker', '<w:b/><w:bCs/>'),
  characterStyle('Time', gray('18')),
  characterStyle('Mark', `<w:i/><w:iCs/>${gray('18')}`),
].join('')}</w:styles>`;

/** What file managers and Word show of the file. @param at ISO 8601 in UTC */
export function coreProperties(title: string, at: string): string {
  const terms = 'http://purl.org/dc';
  return `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="${terms}/elements/1.1/" xmlns:dcterms="${terms}/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created></cp:coreProperties>`;
}

function paragraphStyle(name: string, layout: string, look: string, attributes = ''): string {
  const basis = name === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>';
  return `<w:style w:type="paragraph" ${attributes} w:styleId="${name}"><w:name w:val="${name}"/>${basis}<w:qFormat/><w:pPr>${layout}</w:pPr><w:rPr>${look}</w:rPr></w:style>`;
}

function characterStyle(name: string, look: string): string {
  return `<w:style w:type="character" w:customStyle="1" w:styleId="${name}"><w:name w:val="${name}"/><w:rPr>${look}</w:rPr></w:style>`;
}

function sized(halfPoints: number, look: string): string {
  return `${look}<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
}

/** Dark enough to read in print. */
function gray(halfPoints: string): string {
  return `<w:color w:val="595959"/><w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
}
