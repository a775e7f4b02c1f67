/** "⟦0⟧'s report": of a word that the machine does not know, it loses the possessor. */

type Translate = (text: string) => Promise<string>;

/** Sends a name that the machine knows in place of the mark before "'s", and puts the mark back into the answer. */
export async function withPossessor(english: string, translate: Translate): Promise<string> {
  const written = english.replace(contraction, '$1 is').replace(predicate, '$1 the $3 of $2');
  const mark = possessor.exec(written)?.[1];
  if (mark === undefined || written.includes(STAND_IN)) return translate(written);
  const answer = await translate(written.replace(possessor, `${STAND_IN}'s `));
  const pieces = answer.split(STAND_IN);
  return pieces.length === 2 ? pieces.join(mark) : translate(written);
}

/** A family name in the machine's dictionary that stays as it is in Spanish. */
const STAND_IN = 'Einstein';

const possessor = /(⟦\d{1,3}⟧)['’]s (?=[a-z])/;
/** "That is ⟦0⟧'s idea": after a verb it loses a known possessor, too. */
const predicate = /\b(is|are|was|were|not) (⟦\d{1,3}⟧)['’]s ([a-z]{1,30})$/;
/** "is" in one word: "⟦0⟧'s going", "⟦0⟧'s here", "⟦0⟧'s not". */
const contraction =
  /(⟦\d{1,3}⟧)['’]s(?= (?:a|an|the|not|here|there|very|still|also|just|always|never|right|ready|late|on|in|at|my|your|our|[a-z]{1,20}ing)\b)/g;
