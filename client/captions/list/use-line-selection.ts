import { type ClipboardEvent, type RefObject, useCallback, useEffect, useState } from 'react';
import type { Line } from '../../../shared/caption.ts';
import { type OtherColumn, textBeside } from './other-column.ts';

export interface LineSelection {
  /** The lines where a selection begins and ends, which must not leave the page while it lasts. */
  readonly ends: readonly string[];
  /** Puts whole lines on the clipboard, each with its speaker, also those in between that are not drawn. */
  readonly onCopy: (event: ClipboardEvent) => void;
}

const none: readonly string[] = [];

/** Copies a selection over several lines: the browser's own copy lacks the lines that are not drawn. */
export function useLineSelection(
  listRef: RefObject<HTMLElement | null>,
  lines: readonly Line[],
  nameOf: (line: Line) => string,
  other?: OtherColumn,
): LineSelection {
  const [ends, setEnds] = useState(none);

  useEffect(() => {
    const follow = () => {
      const selected = selectedEnds(listRef.current);
      setEnds((before) => (before.join() === selected.join() ? before : selected));
    };
    document.addEventListener('selectionchange', follow);
    return () => document.removeEventListener('selectionchange', follow);
  }, [listRef]);

  const onCopy = useCallback(
    (event: ClipboardEvent) => {
      const [from, to] = selectedRange(listRef.current, lines);
      // Words of one line are copied as they were marked.
      if (from === undefined || to === undefined || from === to) return;
      event.clipboardData.setData('text/plain', asText(lines.slice(from, to + 1), nameOf, other));
      event.preventDefault();
    },
    [listRef, lines, nameOf, other],
  );
  return { ends, onCopy };
}

/** A row for each caption; a second column stands behind a tab, as spreadsheets and tables take it. */
function asText(
  lines: readonly Line[],
  nameOf: (line: Line) => string,
  other: OtherColumn | undefined,
): string {
  return lines
    .flatMap((line) => {
      if (line.kind !== 'caption') return [];
      const beside = textBeside(line, other);
      return [`${nameOf(line)}: ${line.text}${beside === undefined ? '' : `\t${beside}`}`];
    })
    .join('\n');
}

/** Ids of the lines in which the selection begins and ends. */
function selectedEnds(list: HTMLElement | null): readonly string[] {
  const selection = document.getSelection();
  if (list === null || selection === null) return none;
  return [lineOf(selection.anchorNode, list), lineOf(selection.focusNode, list)].flatMap((id) => id ?? []);
}

/** Indexes of the first and last selected line; a selection that begins before the list begins with its first line. */
function selectedRange(list: HTMLElement | null, lines: readonly Line[]): readonly (number | undefined)[] {
  const selection = document.getSelection();
  if (list === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(list)) return [];
  const indexOf = (id: string | undefined) =>
    id === undefined ? undefined : lines.findIndex((line) => line.id === id);
  return [
    indexOf(lineOf(range.startContainer, list)) ?? 0,
    indexOf(lineOf(range.endContainer, list)) ?? lines.length - 1,
  ];
}

function lineOf(node: Node | null, list: HTMLElement): string | undefined {
  const element = node instanceof Element ? node : node?.parentElement;
  const line = element?.closest<HTMLElement>('[data-line]');
  return line != null && list.contains(line) ? line.dataset.line : undefined;
}
