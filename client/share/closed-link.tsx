import type { ReactNode } from 'react';
import { usePartWords } from '../i18n/part-words.ts';
import { MessageScreen } from '../ui/message-screen.tsx';
import { shareWords } from './share-words.ts';

/** Why a share link opens nothing. `lost`: the address came without its token, from another tab or a bookmark. */
export type LinkEnd = 'revoked' | 'expired' | 'unknown' | 'incomplete' | 'lost';

/** What has become of a link, and what its reader can do. */
export function ClosedLink({ end }: { end: LinkEnd }): ReactNode {
  const words = usePartWords(shareWords);
  const { title, sentence } = keys[end];
  return <MessageScreen tone="quiet" title={words(title)} sentence={words(sentence)} />;
}

const keys = {
  revoked: { title: 'titleRevoked', sentence: 'sentenceRevoked' },
  expired: { title: 'titleExpired', sentence: 'sentenceExpired' },
  unknown: { title: 'titleUnknown', sentence: 'sentenceUnknown' },
  incomplete: { title: 'titleIncomplete', sentence: 'sentenceIncomplete' },
  lost: { title: 'titleLost', sentence: 'sentenceLost' },
} as const satisfies Readonly<Record<LinkEnd, object>>;
