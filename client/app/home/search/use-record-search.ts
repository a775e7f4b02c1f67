import { useCallback, useEffect, useRef, useState } from 'react';
import { routes } from '../../../../shared/routes.ts';
import type { FoundMeeting, SearchAnswer } from '../../../../shared/search/search-protocol.ts';
import type { ApiClient } from '../../../api/api-client.ts';

export interface RecordSearch {
  /** As it was typed. */
  readonly typed: string;
  /** Words are typed, and their answer has not come. */
  readonly isSearching: boolean;
  readonly failed: boolean;
  /** Of the words that were asked for last; absent before. */
  readonly found: readonly FoundMeeting[] | undefined;
  /** Older meetings were not searched yet. */
  readonly hasNext: boolean;
  readonly type: (text: string) => void;
  readonly searchOlder: () => void;
  /** Further lines of one meeting. */
  readonly searchMore: (meeting: FoundMeeting) => void;
}

/** A pause in typing after which the words are searched. */
const PAUSE_MS = 300;

interface Answered {
  readonly found: readonly FoundMeeting[];
  readonly next: string | undefined;
}

/** A search in all meetings while somebody types; only the answer to the newest words is shown. */
export function useRecordSearch(api: ApiClient, language: string | undefined): RecordSearch {
  const [typed, setTyped] = useState('');
  const [answered, setAnswered] = useState<Answered | undefined>(undefined);
  const [pending, setPending] = useState(false);
  const [failed, setFailed] = useState(false);
  const turn = useRef(0);
  const words = typed.trim();

  const ask = useCallback(
    async (values: Readonly<Record<string, string>>, show: (answer: SearchAnswer) => void) => {
      turn.current += 1;
      const own = turn.current;
      setPending(true);
      setFailed(false);
      const query = new URLSearchParams({ ...values, ...(language === undefined ? {} : { language }) });
      try {
        const answer = await api.get<SearchAnswer>(`${routes.search}?${query}`);
        if (own === turn.current) show(answer);
      } catch {
        if (own === turn.current) setFailed(true);
      } finally {
        if (own === turn.current) setPending(false);
      }
    },
    [api, language],
  );

  useEffect(() => {
    // An answer to older words counts no more.
    turn.current += 1;
    setAnswered(undefined);
    setFailed(false);
    setPending(words !== '');
    if (words === '') return;
    const search = () =>
      void ask({ q: words }, ({ meetings, next }) => setAnswered({ found: meetings, next }));
    const timer = setTimeout(search, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [words, ask]);

  const next = answered?.next;
  const searchOlder = useCallback(() => {
    if (next === undefined) return;
    void ask({ q: words, after: next }, (answer) =>
      setAnswered((before) => ({ found: [...(before?.found ?? []), ...answer.meetings], next: answer.next })),
    );
  }, [ask, words, next]);
  const searchMore = useCallback(
    ({ meeting: { id }, after }: FoundMeeting) => {
      void ask({ q: words, meeting: id, after: String(after) }, ({ meetings: [more] }) =>
        setAnswered((before) => (before === undefined ? before : withMore(before, id, more))),
      );
    },
    [ask, words],
  );
  return {
    typed,
    isSearching: pending,
    failed,
    found: answered?.found,
    hasNext: next !== undefined,
    type: setTyped,
    searchOlder,
    searchMore,
  };
}

function withMore(before: Answered, id: string, more: FoundMeeting | undefined): Answered {
  const found = before.found.map((each) => {
    if (each.meeting.id !== id) return each;
    const { after: _, ...rest } = each;
    const after = more?.after === undefined ? {} : { after: more.after };
    return { ...rest, ...after, lines: [...each.lines, ...(more?.lines ?? [])] };
  });
  return { ...before, found };
}
