import type { ReactNode } from 'react';

/** A sentence of the server's that this page has no words of its own for. */
export function EnglishWords({ children }: { children: string }): ReactNode {
  return (
    <bdi lang="en" dir="ltr">
      {children}
    </bdi>
  );
}
