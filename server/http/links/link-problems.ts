import { HttpProblem } from '../answers/problem.ts';

/** Of a token that was ours. */
export type EndedLink = 'share-revoked' | 'share-expired';

/** Why a share link opens nothing. `share-unknown` and `share-incomplete` may be guesses. */
export type LinkProblem = EndedLink | 'share-unknown' | 'share-incomplete';

/** 401: what the host can mend by making another link, and the reader by opening the whole of it. */
export function linkProblem(code: LinkProblem): HttpProblem {
  return new HttpProblem(401, code, sentences[code]);
}

/** The token was one of ours: an address that shows it has guessed nothing. */
export function isOfEndedLink({ code }: Pick<HttpProblem, 'code'>): boolean {
  return code === 'share-revoked' || code === 'share-expired';
}

const sentences: Readonly<Record<LinkProblem, string>> = {
  'share-revoked': 'The host has closed this link. Ask the host for a new one.',
  'share-expired': 'This link has expired. Ask the host for a new one.',
  'share-unknown':
    'This link is not known here. It may belong to a meeting whose record was deleted. Ask the host for a new one.',
  'share-incomplete': 'This link is not complete. Open the whole address, or scan the code again.',
};
