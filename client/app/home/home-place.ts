/** What `/home` shows, by the fragment of its address. */
export type HomePlace =
  | { readonly kind: 'meetings' }
  | { readonly kind: 'meeting'; readonly id: string }
  | { readonly kind: 'share'; readonly token: string; readonly language: string | undefined };

/** Reads the fragment, which never reaches a server log: `#meeting=<id>` or `#share=<token>&language=<tag>`. */
export function homePlace(fragment: string): HomePlace {
  const values = new URLSearchParams(fragment.replace(/^#/, ''));
  const share = values.get('share');
  const meeting = values.get('meeting');
  if (share !== null && share !== '') {
    return { kind: 'share', token: share, language: values.get('language') ?? undefined };
  }
  if (meeting !== null && meeting !== '') return { kind: 'meeting', id: meeting };
  return { kind: 'meetings' };
}

export function meetingFragment(id: string): string {
  return `#${new URLSearchParams({ meeting: id })}`;
}
