import { type ReactNode, useState } from 'react';
import { usePartWords } from '../i18n/part-words.ts';
import { copyText } from '../lib/copy-text.ts';
import { Field } from '../ui/field.tsx';
import { shareWords } from './share-words.ts';

export interface CopyLinkProps {
  readonly link: string;
  readonly onNews: (news: string) => void;
}

/** Copies a link, or shows it for copying by hand where the browser forbids it. */
export function CopyLink({ link, onNews }: CopyLinkProps): ReactNode {
  const words = usePartWords(shareWords);
  const [byHand, setByHand] = useState(false);
  const copy = async () => {
    const copied = await copyText(link);
    setByHand(!copied);
    onNews(copied ? words('copied') : '');
  };
  return (
    <>
      <button type="button" className="button" onClick={() => void copy()}>
        {words('copyLink')}
      </button>
      {byHand && (
        <Field label={words('copyByHand')} wide>
          <input readOnly value={link} dir="ltr" onFocus={(event) => event.currentTarget.select()} />
        </Field>
      )}
    </>
  );
}
