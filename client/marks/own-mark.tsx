import { createContext, lazy, type ReactNode, useContext } from 'react';
import type { Caption } from '../../shared/caption.ts';
import { useStore } from '../lib/use-store.ts';
import { LazyPart } from '../ui/lazy-part.tsx';
import { type Marking, markOf } from './meeting-marks.ts';

/** `undefined`: this reader marks nothing. */
export const MarkingContext = createContext<Marking | undefined>(undefined);

const MarkBadge = lazy(async () => ({ default: (await import('./mark-badge.tsx')).MarkBadge }));
export const loadMarkLine = () => import('./mark-line.tsx');
const MarkLine = lazy(async () => ({ default: (await loadMarkLine()).MarkLine }));

/** The reader's own mark, at the end of a line. */
export function OwnMark({ caption }: { caption: Caption }): ReactNode {
  const marking = useContext(MarkingContext);
  return marking === undefined ? null : <Badge {...marking} caption={caption} />;
}

function Badge({ marks, language, caption }: Marking & { caption: Caption }): ReactNode {
  const own = useStore(marks.state, (state) => state.own.get(caption.id));
  if (markOf(own, caption, language) !== 'marked') return null;
  return (
    <LazyPart failed={null}>
      {' '}
      <MarkBadge />
    </LazyPart>
  );
}

/** Among the buttons of an open line. */
export function MarkButton({ caption }: { caption: Caption }): ReactNode {
  const marking = useContext(MarkingContext);
  if (marking === undefined || caption.state !== 'settled') return null;
  return (
    <LazyPart failed={null}>
      <MarkLine {...marking} caption={caption} />
    </LazyPart>
  );
}
