import { encode } from 'html-entities';
import { PAGE_STYLE } from './page-style.ts';

/** HTML that `html` made: the only thing that goes into a page as it is. */
export interface Html {
  readonly markup: string;
}

type Value = string | number | Html | readonly Html[];

/** Text becomes harmless, HTML of ours stays: html`<p>${name}</p>`. Values belong between tags or in quoted attributes. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { markup: parts.map((part, index) => part + markupOf(values[index] ?? '')).join('') };
}

/** A whole page. No script and no style of its own: the Content-Security-Policy allows neither inline. */
export function htmlPage(title: string, body: Html): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${PAGE_STYLE}">
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
  return page.markup;
}

function markupOf(value: Value): string {
  if (typeof value === 'string' || typeof value === 'number') return encode(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('\n');
}
