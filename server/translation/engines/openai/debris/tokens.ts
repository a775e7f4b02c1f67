/** A chat model's thoughts, and the tokens of its prompt format. Pure. */
import { comparedWords } from '../../../answers/words.ts';

/** What follows the thoughts; `undefined` when the model never came to an answer. */
export function withoutThoughts(reply: string): string | undefined {
  const answer = fromFinalChannel(reply);
  if (answer === undefined) return undefined;
  // A server may have taken the opening one away.
  const end = [...answer.matchAll(thoughtsEnd)].at(-1);
  const rest = end === undefined ? answer : answer.slice(end.index + end[0].length);
  return thoughtsBegin.test(rest) ? undefined : rest.trim();
}

/** The first piece between special tokens that is neither a role nor the question. */
export function withoutTokens(text: string, question: string): string {
  const asked = comparedWords(question).join(' ');
  const pieces = text
    .replace(targetToken, '')
    .replace(unknownAtEnds, '')
    .split(specialToken)
    .map((piece, at) => (at === 0 ? piece.trim() : piece.trim().replace(leadingRole, '')))
    .filter((piece) => piece !== '' && !role.test(piece));
  const own = pieces.filter((piece) => comparedWords(piece).join(' ') !== asked);
  return (own[0] ?? pieces[0] ?? '').replace(firstLineRole, '').trim();
}

const thoughtsEnd =
  /[<[◁]\/(?:seed:)?(?:think|thinking|thought|thoughts|reasoning|analysis|reflection|scratchpad)[>\]▷]/gi;
const thoughtsBegin =
  /[<[◁](?:seed:)?(?:think|thinking|thought|thoughts|reasoning|analysis|reflection|scratchpad)(?: [^<>[\]]{0,60})?[>\]▷]/i;

/** Models with channels answer in the last one of this name. */
function fromFinalChannel(reply: string): string | undefined {
  const message = reply.lastIndexOf('<|message|>');
  if (message >= 0) {
    const header = reply.slice(Math.max(0, message - 80), message);
    return header.includes('final') ? reply.slice(message + '<|message|>'.length) : undefined;
  }
  // The same, where a server has taken the tokens away.
  const final = reply.lastIndexOf('assistantfinal');
  if (final >= 0) return reply.slice(final + 'assistantfinal'.length);
  return /^analysis\p{Lu}/u.test(reply) ? undefined : reply;
}

const specialToken =
  /< ?\| ?\/?[a-z0-9_]{1,30}(?: ?\| ?>?)?|<\/?s>|\[\/?INST\]|\[(?:SEP|CLS|EOS|BOS|PAD)\]|<(?:end_of_turn|start_of_turn|eos|bos|pad|sep)>|<｜[^<>]{1,40}｜>/i;
/** Names the language an answer shall have. */
const targetToken = /^(?:<2[a-z]{2,3}>|>>[a-z_]{2,12}<<|__[a-z]{2,3}__)/i;
/** Inside a sentence a word is lost with it. */
const unknownAtEnds = /^<unk>|<unk>$/gi;
const role = /^(?:assistant|model|user|system|final|analysis)$/i;
const leadingRole = /^(?:assistant|model)\n/i;
const firstLineRole = /^(?:assistant|model)(?::|\n)/i;
