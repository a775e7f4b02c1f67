import { lazy, type ReactNode, useEffect, useState } from 'react';
import type { OtherColumn } from '../../captions/list/other-column.ts';
import { followQuery } from '../../lib/media-query.ts';
import { createStore, type ReadonlyStore } from '../../lib/store.ts';
import { useStore } from '../../lib/use-store.ts';
import { LazyPart } from '../../ui/lazy-part.tsx';
import { SecondColumn } from '../columns/second-column.ts';
import { Reader, type ReaderProps } from '../reader/reader.tsx';

export interface WideReaderProps extends Omit<ReaderProps, 'place' | 'other' | 'tools' | 'columnHeads'> {
  /** What this page opened; the views open the same. */
  readonly fragment: string;
}

/** From this width on two columns have the width of a panel each. */
const ROOM_FOR_COLUMNS = '(min-width: 900px)';

const loadColumns = () => import('../columns/column-parts.tsx');
const ColumnTool = lazy(async () => ({ default: (await loadColumns()).ColumnTool }));
const ColumnHeads = lazy(async () => ({ default: (await loadColumns()).ColumnHeads }));
const ScreenTool = lazy(async () => ({ default: (await import('./screen-tool.tsx')).ScreenTool }));

interface Wide {
  readonly column: SecondColumn;
  readonly isWide: ReadonlyStore<boolean>;
}

const narrow = createStore(false);
const noLanguage = createStore<OtherColumn | undefined>(undefined);

/** The panel's reader in a browser: where there is room, with a second language beside the first. */
export function WideReader({ fragment, ...props }: WideReaderProps): ReactNode {
  const { reader } = props;
  const [wide, setWide] = useState<Wide | undefined>(undefined);
  useEffect(() => {
    const column = new SecondColumn(reader);
    const query = followQuery(ROOM_FOR_COLUMNS);
    const follow = () => column.setRoom(query.state.get());
    query.state.subscribe(follow);
    column.start();
    follow();
    setWide({ column, isWide: query.state });
    return () => {
      query.close();
      column.close();
    };
  }, [reader]);
  const isWide = useStore(wide?.isWide ?? narrow);
  const first = useStore(reader.feed.state, ({ room }) => room?.language);
  const second = useStore(wide?.column.state ?? noLanguage, (other) => other?.language);
  if (wide === undefined) return null;
  const { column } = wide;
  return (
    <Reader
      {...props}
      place="home"
      other={column.state}
      tools={
        isWide && first !== undefined ? (
          // The reader does without what cannot be loaded.
          <LazyPart failed={null}>
            <ColumnTool reader={reader} column={column} />
            <ScreenTool fragment={fragment} languages={[first, second].flatMap((tag) => tag ?? [])} />
          </LazyPart>
        ) : null
      }
      columnHeads={
        second === undefined ? null : (
          <LazyPart failed={null}>
            <ColumnHeads reader={reader} column={column} />
          </LazyPart>
        )
      }
    />
  );
}
