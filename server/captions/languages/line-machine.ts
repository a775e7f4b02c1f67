/** One line in one target language as a pure step: `(state, event, context) → { state, commands }`. language-feed.ts performs the commands. */
import {
  PENDING_AFTER_MS,
  RETRY_FIRST_MS,
  RETRY_FOR_MS,
  RETRY_LIVE_MS,
  RETRY_LONGEST_MS,
  REVISION_QUIET_MS,
  REVISIONS_AT_ONCE,
} from '../caption-limits.ts';
import { draftContent } from '../model/draft-text.ts';
import type { Line, SpokenLine } from '../model/line.ts';
import {
  type Content,
  contentWithoutTranslation,
  isCurrent,
  isSame,
  isSettledTranslationOf,
  isTranslatedDraft,
  isTranslation,
  isUntranslated,
  pendingContent,
  personsContent,
  type SettledContent,
  translatedContent,
  untranslatedContent,
} from '../model/rendering.ts';
import type { Translated, Translation } from '../ports/translator.ts';
import type {
  Attempt,
  AwaitingTranslation,
  LineCommand,
  LineContext,
  LineEvent,
  LineState,
  LineStep,
  Purpose,
} from './line-state.ts';

/** The first step of a line in this language. */
export function begin(line: Line, purpose: Purpose, context: LineContext): LineStep {
  return render(line, purpose, false, undefined, context);
}

/** The state of a past line in its shown rendering. */
export function adopted(line: Line, shown: Content): LineState {
  if (line.kind !== 'caption' || shown.state === 'settled') {
    return shown.removed
      ? { phase: 'removed', line, shown }
      : { phase: 'settled', line, shown: asSettled(shown) };
  }
  return { phase: 'drafting', line, shown };
}

export function step(state: LineState, event: LineEvent, context: LineContext): LineStep {
  switch (event.type) {
    case 'changed':
      return changed(state, event, context);
    case 'draft-translated':
      return draftTranslated(state, event.translation, context);
    case 'translated':
      return translated(state, event.translation, context);
    case 'late':
      return late(state);
    case 'due':
      return state.phase === 'queued' ? translate(state, context) : unchanged(state);
    case 'corrected':
      return corrected(state, event.text, context);
    case 'outdated':
      return outdated(state, context);
  }
}

function changed(
  state: LineState,
  { line, purpose }: Extract<LineEvent, { type: 'changed' }>,
  context: LineContext,
): LineStep {
  if (line.kind === 'caption' && isDone(line, state.shown)) {
    // A translation for a changed glossary goes on.
    const isAsking = state.phase === 'translating' || state.phase === 'queued';
    return unchanged(isAsking ? { ...state, line } : adopted(line, state.shown));
  }
  if (line.kind === 'caption' && isRevisedAgain(state.line, line)) {
    const content = contentWithoutTranslation(line, context.targetLanguage);
    if (content === undefined) return wait(line, state.shown);
  }
  const corrects = purpose === 'catch-up' && state.shown !== undefined && isTranslation(state.shown);
  const next = render(line, purpose, corrects, state.shown, context);
  const reopens = next.state.phase === 'drafting' && state.phase !== 'drafting';
  return reopens ? { state: next.state, commands: [{ type: 'cancel' }, ...next.commands] } : next;
}

/** The line as it is now, in this language. */
function render(
  line: Line,
  purpose: Purpose,
  corrects: boolean,
  shown: Content | undefined,
  context: LineContext,
): LineStep {
  const content = contentWithoutTranslation(line, context.targetLanguage);
  if (content !== undefined) return show(line, content, [{ type: 'cancel' }]);
  if (line.kind !== 'caption') throw new Error('Only a caption needs a translation.');
  if (line.state === 'draft') return grow(line, shown);
  const attempt = { purpose, corrects, retryAfterMs: RETRY_FIRST_MS };
  // A line of the past has its place at once, so that nothing newer waits for it.
  const kept = shown ?? (purpose === 'catch-up' ? pendingContent(line) : undefined);
  const { state, commands } = translate(
    { line, attempt, ...(kept === undefined ? {} : { shown: kept }) },
    context,
  );
  const published: readonly LineCommand[] =
    shown === undefined && kept !== undefined ? [{ type: 'publish' }] : [];
  return { state, commands: [{ type: 'cancel' }, ...published, ...commands] };
}

/** Shows the original until a translated beginning exists, which stays while the sentence grows. */
function grow(line: SpokenLine, before: Content | undefined): LineStep {
  const keeps = before !== undefined && isTranslatedDraft(before);
  const shown = keeps ? before : pendingContent(line);
  return {
    state: { phase: 'drafting', line, shown },
    commands: [{ type: 'draft', line }, { type: 'publish' }],
  };
}

/** Waits for the last revision before an engine is called. */
function wait(line: SpokenLine, shown: Content | undefined): LineStep {
  const attempt: Attempt = { purpose: 'settled', corrects: false, retryAfterMs: RETRY_FIRST_MS };
  return {
    state: { phase: 'queued', line, attempt, ...(shown === undefined ? {} : { shown }) },
    commands: [{ type: 'cancel' }, { type: 'wait', event: 'due', milliseconds: REVISION_QUIET_MS }],
  };
}

/** Requests a translation. The first attempt starts the times for `late` and for giving up. */
function translate({ line, shown, attempt }: AwaitingTranslation, { now }: LineContext): LineStep {
  const isFirst = attempt.giveUpAt === undefined;
  const next = isFirst ? { ...attempt, giveUpAt: now + RETRY_FOR_MS } : attempt;
  return {
    state: { phase: 'translating', line, attempt: next, ...(shown === undefined ? {} : { shown }) },
    commands: [
      { type: 'translate', line, purpose: attempt.purpose },
      ...(isFirst ? [{ type: 'wait', event: 'late', milliseconds: PENDING_AFTER_MS } as const] : []),
    ],
  };
}

function draftTranslated(state: LineState, translation: Translated, context: LineContext): LineStep {
  if (state.phase !== 'drafting') return unchanged(state);
  const { line, shown } = state;
  const content = draftContent(line, context.targetLanguage, translation, shown);
  if (content === undefined || content.text === shown.text) return unchanged(state);
  return { state: { phase: 'drafting', line, shown: content }, commands: [{ type: 'publish' }] };
}

function translated(
  state: LineState,
  translation: Translation,
  { targetLanguage, now }: LineContext,
): LineStep {
  if (state.phase !== 'translating') return unchanged(state);
  if (!translation.ok) return untranslated(state, translation.retryable, now);
  const { line, shown, attempt } = state;
  const content = translatedContent(line, targetLanguage, translation);
  const commands: LineCommand[] = [{ type: 'cancel' }];
  if (shown !== undefined && isSame(content, shown)) return { state: adopted(line, shown), commands };
  const differs = attempt.corrects && content.text !== shown?.text;
  return show(line, differs ? { ...content, corrected: true } : content, commands);
}

/** Keeps an old translation of the same words, otherwise shows the original; retries until `giveUpAt`. */
function untranslated(
  { line, shown, attempt }: Extract<LineState, { phase: 'translating' }>,
  isRetryable: boolean,
  now: number,
): LineStep {
  const keeps = shown !== undefined && (isSettledTranslationOf(line, shown) || isUntranslated(line, shown));
  const content = keeps ? shown : untranslatedContent(line);
  const published: readonly LineCommand[] = keeps ? [] : [{ type: 'publish' }];
  const leftMs = (attempt.giveUpAt ?? now) - now;
  if (!isRetryable || leftMs <= 0) {
    return { state: adopted(line, content), commands: [{ type: 'cancel' }, ...published] };
  }
  // The last attempt is at the end of that time, for an engine that is available late.
  const milliseconds = Math.min(attempt.retryAfterMs, leftMs);
  const retryAfterMs = Math.min(2 * attempt.retryAfterMs, RETRY_LONGEST_MS);
  const liveUntil = attempt.liveUntil ?? now + RETRY_LIVE_MS;
  const purpose = now + milliseconds < liveUntil ? attempt.purpose : 'catch-up';
  const next: Attempt = { ...attempt, purpose, retryAfterMs, liveUntil };
  return {
    state: { phase: 'queued', line, shown: content, attempt: next },
    commands: [...published, { type: 'wait', event: 'due', milliseconds }],
  };
}

/** A settled text and a translated beginning stay until the new text, so that the line moves once. */
function late(state: LineState): LineStep {
  if (state.phase !== 'translating' && state.phase !== 'queued') return unchanged(state);
  const { line, shown } = state;
  if (shown?.state === 'settled' || shown?.text === line.text) return unchanged(state);
  if (shown !== undefined && isTranslatedDraft(shown)) return unchanged(state);
  return { state: { ...state, shown: pendingContent(line) }, commands: [{ type: 'publish' }] };
}

function corrected({ line }: LineState, text: string, { targetLanguage }: LineContext): LineStep {
  if (line.kind !== 'caption') throw new Error('Only a caption can be corrected.');
  return show(line, personsContent(line, targetLanguage, text), [{ type: 'cancel' }]);
}

/** Translates a machine translation again; a person's text stays. */
function outdated(state: LineState, context: LineContext): LineStep {
  const { line, shown } = state;
  if (line.kind !== 'caption' || line.removed || shown?.state !== 'settled') return unchanged(state);
  if (!isTranslation(shown) || shown.origin === 'person') return unchanged(state);
  const attempt: Attempt = { purpose: 'catch-up', corrects: true, retryAfterMs: RETRY_FIRST_MS };
  const next = translate({ line, shown, attempt }, context);
  return { state: next.state, commands: [{ type: 'cancel' }, ...next.commands] };
}

function show(line: Line, content: Content, before: readonly LineCommand[]): LineStep {
  return { state: adopted(line, content), commands: [...before, { type: 'publish' }] };
}

function unchanged(state: LineState): LineStep {
  return { state, commands: [] };
}

function asSettled(shown: Content): SettledContent {
  return shown.state === 'settled' ? shown : { ...shown, state: 'settled', origin: 'original' };
}

/** Settled from just this text; only Zoom's pieces behind it changed. */
function isDone(line: SpokenLine, shown: Content | undefined): shown is SettledContent {
  if (line.state !== 'settled' || line.removed) return false;
  return isCurrent(line, shown) && shown?.origin !== 'untranslated';
}

/** Zoom revised the line again within `REVISION_QUIET_MS`. */
function isRevisedAgain(before: Line, line: SpokenLine): boolean {
  if (before.kind !== 'caption' || before.revision < REVISIONS_AT_ONCE || line.edited) return false;
  return before.revision < line.revision && line.receivedAt - before.receivedAt < REVISION_QUIET_MS;
}
