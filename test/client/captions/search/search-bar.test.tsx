// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SearchBar } from '../../../../client/captions/search/search-bar.tsx';
import type { Search } from '../../../../client/captions/search/use-search.ts';

afterEach(cleanup);

describe('a search', () => {
  it('loads earlier lines only once words are typed, because loading translates them', () => {
    const onLoadOlder = vi.fn();
    const bar = (query: string) => (
      <SearchBar search={searchFor(query)} floor={51} loadingOlder={false} onLoadOlder={onLoadOlder} />
    );
    const { rerender } = render(bar(''));
    expect(onLoadOlder).not.toHaveBeenCalled();
    rerender(bar('budget'));
    expect(onLoadOlder).toHaveBeenCalledTimes(1);
  });
});

function searchFor(query: string): Search {
  const nothing = () => undefined;
  const actions = { open: nothing, close: nothing, type: nothing, go: nothing };
  return { isOpen: true, typed: query, query, matches: [], at: -1, ...actions };
}
