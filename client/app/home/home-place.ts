import { keptToken } from '../../share/kept-links.ts';

/** What `/home` shows, by the fragment of its address. */
export type HomePlace =
  | { readonly kind: 'meetings' }
  | { readonly kind: 'meeting'; readonly id: string }
  /** `token`: absent where the address came without it, from another tab or a bookmark. */
  | {
      readonly kind: 'link';
      readonly name: string;
      readonly token: string | undefined;
      readonly language: string | undefined;
    };

/**
 * Reads the fragment, which never reaches a server log: `#meeting=<id>`, or `#link=<name>&language=<tag>`, which
 * `hideToken` has made of a share link.
 * @param tokenOf the token of a link that this tab keeps
 */
export function homePlace(
  fragment: string,
  tokenOf: (name: string) => string | undefined = keptToken,
): HomePlace {
  const values = new URLSearchParams(fragment.replace(/^#/, ''));
  const link = values.get('link');
  const meeting = values.get('meeting');
  if (link !== null && link !== '') {
    return { kind: 'link', name: link, token: tokenOf(link), language: values.get('language') ?? undefined };
  }
  if (meeting !== null && meeting !== '') return { kind: 'meeting', id: meeting };
  return { kind: 'meetings' };
}

export function meetingFragment(id: string): string {
  return `#${new URLSearchParams({ meeting: id })}`;
}
