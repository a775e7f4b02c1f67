/** Custom properties that components of views set, and their style sheets read. */
import 'react';

declare module 'react' {
  interface CSSProperties {
    readonly [name: `--view-${string}`]: string | number | undefined;
  }
}
