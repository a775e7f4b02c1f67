import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { Caption, Line } from '../../../shared/caption.ts';
import { findLines, foldQuery } from './line-search.ts';

export interface Search {
  readonly isOpen: boolean;
  /** As it was typed. */
  readonly typed: string;
  /** What is compared with the lines. */
  readonly query: string;
  /** Ids of the captions that were found, in reading order. */
  readonly matches: readonly string[];
  /** Index of the shown match, from 0; -1: no match. */
  readonly at: number;
  readonly open: () => void;
  readonly close: () => void;
  readonly type: (text: string) => void;
  /** To an earlier (`-1`) or later (`1`) match; wraps around at the ends. */
  readonly go: (step: 1 | -1) => void;
}

/** Search in the loaded lines, and in what stands `beside` them by id. Begins at the newest match. */
export function useSearch(lines: readonly Line[], beside?: ReadonlyMap<string, Caption>): Search {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  // Deferred: the search of ten thousand lines must not delay typing.
  const query = useDeferredValue(isOpen ? foldQuery(typed) : '');
  const matches = useMemo(() => findLines(lines, query, beside), [lines, query, beside]);
  const kept = chosen === undefined ? -1 : matches.indexOf(chosen);
  const at = kept < 0 ? matches.length - 1 : kept;
  // New matches do not move the shown one.
  if (at >= 0 && matches[at] !== chosen) setChosen(matches[at]);

  const go = useCallback(
    (step: 1 | -1) => setChosen(matches[(at + step + matches.length) % matches.length]),
    [matches, at],
  );
  const type = useCallback((text: string) => {
    setTyped(text);
    setChosen(undefined);
  }, []);
  const open = useCallback(() => setOpen(true), []);
  const close = useCallback(() => {
    setOpen(false);
    setTyped('');
    setChosen(undefined);
  }, []);
  return { isOpen, typed, query, matches, at, open, close, type, go };
}
