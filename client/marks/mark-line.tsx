import { type ReactNode, useEffect, useState } from 'react';
import type { Caption } from '../../shared/caption.ts';
import { ApiError } from '../api/api-client.ts';
import { usePartWords } from '../i18n/part-words.ts';
import { useStore } from '../lib/use-store.ts';
import { markWords } from './mark-words.ts';
import { type Marking, markOf } from './meeting-marks.ts';

export interface MarkLineProps extends Marking {
  readonly caption: Caption;
}

/** Marks the line as wrong, or withdraws that. */
export function MarkLine({ marks, language, caption }: MarkLineProps): ReactNode {
  const words = usePartWords(markWords);
  const own = useStore(marks.state, (state) => state.own.get(caption.id));
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<'notMarked' | 'tooManyMarks' | undefined>(undefined);
  useEffect(() => marks.loadOwn(), [marks]);
  const mark = markOf(own, caption, language);
  const change = async () => {
    if (isSending) return;
    setSending(true);
    setFailure(undefined);
    try {
      await (mark === 'marked' ? marks.withdraw(caption) : marks.mark(caption));
    } catch (error) {
      const isTooMany = error instanceof ApiError && error.status === 429;
      setFailure(isTooMany ? 'tooManyMarks' : 'notMarked');
    }
    setSending(false);
  };
  return (
    <>
      <button
        type="button"
        className="button button--quiet"
        aria-disabled={isSending}
        onClick={() => void change()}
      >
        {words(mark === 'marked' ? 'withdrawMark' : 'markWrong')}
      </button>
      <p className="news" role="status">
        {failure !== undefined && words(failure)}
        {failure === undefined && mark === 'marked' && words('markHint')}
        {failure === undefined && mark === 'corrected' && words('correctedSince')}
      </p>
    </>
  );
}
