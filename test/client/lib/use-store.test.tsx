// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { createStore } from '../../../client/lib/store.ts';
import { useStore } from '../../../client/lib/use-store.ts';

afterEach(cleanup);

const initial = { language: 'es', version: 1 };

describe('a component that uses a store', () => {
  it('renders again when the selected part changes, and only then', () => {
    const store = createStore(initial);
    const rendered: string[] = [];
    function Language() {
      const language = useStore(store, (state) => state.language);
      rendered.push(language);
      return <p>{language}</p>;
    }
    render(<Language />);
    act(() => store.set({ language: 'es', version: 2 }));
    expect(rendered).toEqual(['es']);
    act(() => store.set({ language: 'de', version: 3 }));
    expect(screen.getByText('de')).toBeTruthy();
    expect(rendered).toEqual(['es', 'de']);
  });

  it('has the whole state without a selection', () => {
    const store = createStore(initial);
    function Version() {
      return <p>{useStore(store).version}</p>;
    }
    render(<Version />);
    act(() => store.set({ language: 'es', version: 2 }));
    expect(screen.getByText('2')).toBeTruthy();
  });
});
