import { createStore, type ReadonlyStore } from './store.ts';

export interface FollowedQuery {
  readonly state: ReadonlyStore<boolean>;
  readonly close: () => void;
}

/** Whether a media query holds, from now on. */
export function followQuery(query: string): FollowedQuery {
  const list = window.matchMedia(query);
  const state = createStore(list.matches);
  const follow = () => state.set(list.matches);
  list.addEventListener('change', follow);
  return { state, close: () => list.removeEventListener('change', follow) };
}
