import type { ReactNode } from 'react';

export interface MessageScreenProps {
  readonly title: string;
  readonly sentence: ReactNode;
  readonly tone: 'quiet' | 'working' | 'live' | 'trouble';
  readonly children?: ReactNode;
}

/** One state in words, with at most one thing to do about it. */
export function MessageScreen({ title, sentence, tone, children }: MessageScreenProps): ReactNode {
  return (
    <div className="message" data-tone={tone}>
      <div className="message__mark" aria-hidden="true">
        <span className="message__bar message__bar--long" />
        <span className="message__bar message__bar--short" />
        <span className="message__bar message__bar--middle" />
      </div>
      <h2 className="message__title">{title}</h2>
      <p className="message__sentence">{sentence}</p>
      {children !== undefined && <div className="message__actions">{children}</div>}
    </div>
  );
}
