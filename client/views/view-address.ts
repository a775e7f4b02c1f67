/** Addresses of the views. Pure. */
import { routes } from '../../shared/routes.ts';
import type { ViewKind } from '../../shared/views.ts';

export interface ViewAddress {
  readonly kind: ViewKind;
  /** What the address opens: `#meeting=<id>` or `#share=<token>&language=<tag>`. */
  readonly fragment: string;
  /** One or two; empty: the choice of the browser that opens it, or what the fragment says. */
  readonly languages: readonly string[];
}

/** `https://captions.example.org/home?view=overlay&languages=es,en#meeting=…`; `origin`: of this page. */
export function viewAddress({ kind, fragment, languages }: ViewAddress, origin: string): string {
  const url = new URL(routes.home, origin);
  url.searchParams.set('view', kind);
  if (languages.length > 0) url.searchParams.set('languages', languages.join(','));
  url.hash = fragment;
  // A comma may stand in a query, and is easier to edit by hand.
  return url.href.replace(/%2C/g, ',');
}
