/** The forms that values of variables take: URLs, numbers, lists, language tags. */
import { z } from 'zod';

/** Is this host name (no port) this machine? */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

export const text = z.string('is missing').trim();

/** http only on loopback: everywhere else Zoom and browsers need https. */
export const webUrl = text.refine(
  isWebUrl,
  'must be an https URL (http only for this machine, e.g. http://127.0.0.1:3000)',
);

export const serviceUrl = text
  .refine(
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'must be an http or https URL',
  )
  .transform(withoutSlashes);

export const languageTag = text.transform(canonicalLanguage);

export const wholeNumber = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  text
    .refine((value) => /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max, {
      message: `must be a whole number from ${min}${max === Number.MAX_SAFE_INTEGER ? ' up' : ` to ${max}`}`,
    })
    .transform(Number);

export const list = text.transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** A host name or address, `.x` for the subdomains of x; a port may follow and is ignored. */
export const allowedHosts = list.pipe(
  z.array(
    z
      .string()
      .regex(
        /^(\.?[a-z\d_-]+(\.[a-z\d_-]+)*|\[[\da-f:.]+\]|::1)(:\d+)?$/i,
        'must be a list of host names such as .zoom.us,rtms.example.com, without a protocol',
      ),
  ),
);

/** What browsers take in `frame-ancestors`: https origins, a star for subdomains (http only for this machine). */
export const frameAncestors = text
  .transform((value) => value.split(/[\s,]+/).filter((item) => item !== ''))
  .pipe(
    z.array(
      z
        .string()
        .regex(
          /^(https:\/\/(\*\.)?[a-z\d-]+(\.[a-z\d-]+)*(:\d+)?|http:\/\/(localhost|127\.\d+\.\d+\.\d+)(:\d+)?|'self'|'none')\/?$/i,
          'must be a list of https origins such as https://*.zoom.us',
        ),
    ),
  );

export function canonicalLanguage(value: string, ctx: z.RefinementCtx<string>): string {
  try {
    return Intl.getCanonicalLocales(value)[0] ?? value;
  } catch {
    ctx.addIssue({ code: 'custom', message: `"${value}" is not a language tag such as es or pt-BR` });
    return z.NEVER;
  }
}

function withoutSlashes(value: string): string {
  let end = value.length;
  while (value[end - 1] === '/') end -= 1;
  return value.slice(0, end);
}

function isWebUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
}
