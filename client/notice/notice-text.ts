import type { Notice } from '../../shared/reports/notice.ts';
import { engineName } from '../i18n/engine-name.ts';
import type { Messages } from '../i18n/messages.ts';
import { dateAndTime } from '../i18n/time-text.ts';
import type { MessageValues } from './message-values.ts';

export interface NoticeWords {
  readonly say: Messages;
  readonly words: Messages<MessageValues>;
}

type Maker = Notice['engines'][number];

/** These run in the server's process. The rest, once gone from the chain, had the text of the meeting at a host of before. */
const inProcess: ReadonlySet<string> = new Set(['local', 'apertium', 'phrasebook']);

/** A service under its own name alone, where it is reached at its own address. */
const ownHosts: Readonly<Record<string, readonly string[]>> = {
  google: ['translate.googleapis.com'],
  deepl: ['api.deepl.com', 'api-free.deepl.com'],
};

/**
 * Who makes the captions, and where the text goes. While captions go on: everybody who may be asked, and who has been. Of a
 * meeting that is over: who was asked.
 */
export function madeSentence(notice: Notice, isOver: boolean, { say, words }: NoticeWords): string {
  const { engines, asked } = notice;
  const makers = isOver && asked.length > 0 ? asked.map((name) => makerOf(name, engines)) : all(notice);
  const here = makers.filter(({ host }) => host === undefined);
  const away = makers.filter(({ host }) => host !== undefined);
  const names = listed(
    here.map(({ engine }) => nameOf(engine, { say, words })),
    say.locale,
  );
  const places = listed(
    away.map((maker) => placeOf(maker, { say, words })),
    say.locale,
  );
  if (makers.length === 0) return words('untranslatedCaptions');
  if (away.length === 0) return words('madeHere', { engines: names });
  if (here.length === 0) return words('madeThere', { places });
  const isSent = makers[0]?.host !== undefined || away.some(({ engine }) => asked.includes(engine));
  return isSent
    ? words('madeBoth', { engines: names, places })
    : words('madeHereElse', { engines: names, places });
}

/** How long it stays: a date once nothing more is said. */
export function keptSentence({ kept }: Notice, isOver: boolean, { say, words }: NoticeWords): string {
  const { hours, until, inMemory } = kept;
  if (inMemory === true) return words('notStored');
  if (isOver) return words('keptUntil', { date: dateAndTime(until, say.locale) });
  if (hours === 0) return words('goneSoon');
  return hours >= 48 && hours % 24 === 0
    ? words('keptDays', { count: hours / 24 })
    : words('keptHours', { count: hours });
}

/** The same at length. */
export function deletedSentence({ kept }: Notice, isOver: boolean, { say, words }: NoticeWords): string {
  const { hours, until, inMemory } = kept;
  if (inMemory === true) return words('inMemoryOnly');
  if (isOver) return words('deletedOn', { date: dateAndTime(until, say.locale) });
  return hours === 0 ? words('hourAfterLast') : words('deletedAfter', { count: hours });
}

/** One engine of the chain, and what becomes of the text there. */
export function chainEntry({ engine, host }: Maker, around: NoticeWords): string {
  const name = nameOf(engine, around);
  return host === undefined
    ? around.words('staysHere', { engine: name })
    : around.words('goesTo', { engine: name, host });
}

/** Which engines have got text of this meeting. */
export function askedSentence({ asked }: Notice, around: NoticeWords): string {
  const { say, words } = around;
  if (asked.length === 0) return words('askedNobody');
  return words('askedSoFar', {
    engines: listed(
      asked.map((engine) => nameOf(engine, around)),
      say.locale,
    ),
  });
}

function all({ engines, asked }: Notice): readonly Maker[] {
  const former = asked.filter((name) => !engines.some(({ engine }) => engine === name));
  return [...engines, ...former.map((name) => makerOf(name, engines))];
}

function makerOf(name: string, engines: readonly Maker[]): Maker {
  const known = engines.find(({ engine }) => engine === name);
  if (known !== undefined) return known;
  return inProcess.has(name) ? { engine: name } : { engine: name, host: '' };
}

function nameOf(engine: string, { say, words }: NoticeWords): string {
  if (engine === 'openai') return words('languageModel');
  return engine === 'phrasebook' ? words('phrasebook') : engineName(engine, say);
}

function placeOf({ engine, host = '' }: Maker, around: NoticeWords): string {
  const service = nameOf(engine, around);
  const isOwn = host === '' || ownHosts[engine]?.includes(host) === true;
  return isOwn ? service : around.words('atHost', { service, host });
}

/** (`Intl.ListFormat` is missing in the WebKit of older Zoom clients.) */
function listed(items: readonly string[], locale: string): string {
  const distinct = [...new Set(items)];
  const ListFormat: typeof Intl.ListFormat | undefined = Intl.ListFormat;
  return ListFormat === undefined ? distinct.join(', ') : new ListFormat(locale).format(distinct);
}
