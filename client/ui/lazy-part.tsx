import { type ReactNode, Suspense } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { PartMissingHere } from './part-missing.tsx';

export interface LazyPartProps {
  readonly children: ReactNode;
  /** Instead of words in its place. */
  readonly failed?: ReactNode;
}

/** A part that cannot be loaded leaves the rest of the panel as it is, and says so where it would have been. */
export function LazyPart({ children, failed = <PartMissingHere /> }: LazyPartProps): ReactNode {
  return (
    <ErrorBoundary fallback={failed}>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}
