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
  | { readonly kind: 'share'; readonly token: string; readonly language: string | undefined };

/**
 * Reads the fragment, which never reaches a server log: `#meeting=<id>&line=<id>&language=<tag>` or
 * `#share=<token>&language=<tag>`.
 */
export function homePlace(fragment: string): HomePlace {
  const values = new URLSearchParams(fragment.replace(/^#/, ''));
  const value = (name: string) => values.get(name) || undefined;
  const share = value('share');
  const meeting = value('meeting');
  const language = value('language');
  if (share !== undefined) return { kind: 'share', token: share, language };
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
