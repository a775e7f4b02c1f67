/** Where a line stands in a list of which only a part is drawn. */
export interface LinePlace {
  readonly index: number;
  /** Number of lines, or -1 when unknown. */
  readonly setSize: number;
  /** Pixels from the top of the list. */
  readonly top: number;
  readonly measure: (element: HTMLElement | null) => void;
}

/** Attributes of the line's element. */
export function placeAttributes({ index, setSize, top, measure }: LinePlace) {
  return {
    ref: measure,
    'data-index': index,
    'aria-posinset': index + 1,
    'aria-setsize': setSize,
    style: { top },
  };
}
