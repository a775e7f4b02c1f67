import { keptToken } from '../../share/kept-links.ts';

/** What `/home` shows, by the fragment of its address. */
export type HomePlace =
  | { readonly kind: 'meetings' }
  | {
      readonly kind: 'meeting';
      readonly id: string;
      /** The line to begin at. */
      readonly line: string | undefined;
      readonly language: string | undefined;
    }
  /** `token`: absent where the address came without it, from another tab or a bookmark. */
  | {
      readonly kind: 'link';
      readonly name: string;
      readonly token: string | undefined;
      readonly language: string | undefined;
    };

/**
 * Reads the fragment, which never reaches a server log: `#meeting=<id>&line=<id>&language=<tag>`, or
 * `#link=<name>&language=<tag>`, which `hideToken` has made of a share link.
 * @param tokenOf the token of a link that this tab keeps
 */
export function homePlace(
  fragment: string,
  tokenOf: (name: string) => string | undefined = keptToken,
): HomePlace {
  const values = new URLSearchParams(fragment.replace(/^#/, ''));
  const value = (name: string) => values.get(name) || undefined;
  const link = value('link');
  const meeting = value('meeting');
  const language = value('language');
  if (link !== undefined) return { kind: 'link', name: link, token: tokenOf(link), language };
  if (meeting !== undefined) return { kind: 'meeting', id: meeting, line: value('line'), language };
  return { kind: 'meetings' };
}

/** `at`: a line of the meeting, and the language to read it in. */
export function meetingFragment(
  id: string,
  at?: { readonly line: string; readonly language: string },
): string {
  return `#${new URLSearchParams({ meeting: id, ...at })}`;
}

/** What a page of another tab opens with: there, the token is not kept yet. */
export function shareFragment(token: string, language: string | undefined): string {
  const values = new URLSearchParams({ share: token });
  if (language !== undefined) values.set('language', language);
  return `#${values}`;
}
