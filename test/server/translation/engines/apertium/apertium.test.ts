/** Covers server/translation/engines/apertium/processes.ts. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createApertiumEngine } from '../../../../../server/translation/engines/apertium/apertium.ts';
import { ApertiumProcesses } from '../../../../../server/translation/engines/apertium/processes.ts';
import { findInstallation } from '../../../../../server/translation/engines/apertium/routes.ts';
import { question, recordingLogger, silent } from '../../stories.ts';

const waits = () => AbortSignal.timeout(5_000);

/** A pipeline of ordinary programs: the story is about the processes, not about the words. */
function pipelineOf(command: string, options: { idleMs?: number; stuckMs?: number } = {}) {
  return new ApertiumProcesses({
    mode: 'test',
    command,
    programPath: '/usr/bin:/bin',
    logger: silent,
    ...options,
  });
}
const echo = "sed -zu 's/^/</' | sed -zu 's/$/>/'";

describe('the processes of a direction', () => {
  it('refuses an answer far longer than its question, and goes on', async () => {
    await using pipeline = pipelineOf(`sed -zu 's/^long.*$/${'x'.repeat(1_000)}/'`);
    const answers = ['long', 'short'].map((text) => pipeline.translate(text, waits()));
    await expect(answers[0]).rejects.toMatchObject({ kind: 'bad-reply' });
    expect(await answers[1]).toBe('short');
  });

  it('answers in the order of the texts', async () => {
    await using pipeline = pipelineOf(echo);
    const texts = Array.from({ length: 200 }, (_value, at) => `text ${at}`);
    const answers = await Promise.all(texts.map((text) => pipeline.translate(text, waits())));
    expect(answers.map((answer) => answer.replace(/[<>.]/g, ''))).toEqual(texts);
  });

  it('discards the answer of a caller that left', async () => {
    await using pipeline = pipelineOf(echo);
    const leaving = new AbortController();
    const [first, second, third] = ['one', 'two', 'three'].map((text, at) =>
      pipeline.translate(text, at === 1 ? leaving.signal : waits()),
    );
    leaving.abort();
    await expect(second).rejects.toMatchObject({ kind: 'cancelled' });
    expect(await first).toContain('one');
    expect(await third).toContain('three');
  });

  it('starts with the first text, ends when idle, and starts again', async () => {
    await using pipeline = pipelineOf(echo, { idleMs: 30 });
    expect(pipeline.processGroup).toBeUndefined();
    await pipeline.translate('one', waits());
    const group = pipeline.processGroup;
    await expect.poll(() => pipeline.processGroup).toBeUndefined();
    expect(await pipeline.translate('two', waits())).toContain('two');
    expect(pipeline.processGroup).not.toBe(group);
  });

  it('ends every process when it is closed', async () => {
    const pipeline = pipelineOf(echo);
    await pipeline.translate('one', waits());
    const group = pipeline.processGroup ?? 0;
    expect(processesOf(group)).toBe(true);
    await pipeline[Symbol.asyncDispose]();
    await expect.poll(() => processesOf(group)).toBe(false);
    await expect(pipeline.translate('two', waits())).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('fails waiting texts when it hangs, and restarts', async () => {
    await using pipeline = pipelineOf('sleep 60', { stuckMs: 50 });
    await expect(pipeline.translate('one', waits())).rejects.toMatchObject({
      kind: 'network',
      retryable: true,
    });
    expect(pipeline.processGroup).toBeUndefined();
  });

  it('waits longer before each restart of a program that dies at once', async () => {
    await using pipeline = pipelineOf('false');
    await expect(pipeline.translate('one', waits())).rejects.toMatchObject({ kind: 'network' });
    await expect(pipeline.translate('two', waits())).rejects.toMatchObject({ kind: 'network' });
    await expect(pipeline.translate('three', waits())).rejects.toThrow('is about to be started again');
  });

  it('ends a program whose answer has no end', async () => {
    await using pipeline = pipelineOf('yes');
    await expect(pipeline.translate('one', waits())).rejects.toThrow('an answer has no end');
  });

  it('passes no secret of the server to its programs', async () => {
    await using pipeline = pipelineOf('env | tr "\\n" " "; printf "\\0"; cat');
    const seen = await pipeline.translate('one', waits());
    expect(seen.split(' ').map((pair) => pair.split('=')[0])).toEqual(
      expect.arrayContaining(['PATH', 'LC_ALL']),
    );
    expect(seen).not.toContain('HOME=');
  });
});

// In continuous integration Apertium is installed: there these stories may not be left out.
const installed = findInstallation(undefined).modes.some((mode) => mode.name === 'eng-spa');
describe.runIf(installed || process.env.CI === 'true')(
  'the Apertium of this machine',
  { tags: ['apertium'] },
  () => {
    const engineHere = () => {
      const engine = createApertiumEngine({ assumedSource: 'en', logger: silent });
      if (engine === undefined) throw new Error('apertium and apertium-eng-spa are not installed');
      return engine;
    };

    it('translates English into Spanish and back', async () => {
      await using engine = engineHere();
      const say = async (text: string, sourceLanguage: string, targetLanguage: string) =>
        (await engine.translate(question(text, { sourceLanguage, targetLanguage }))).text;
      expect(await say('I will send you the link after the meeting.', 'en', 'es')).toBe(
        'Te enviaré el enlace después de la reunión.',
      );
      expect(await say('Let me share my screen, please.', 'en', 'es')).toBe(
        'Voy a compartir mi pantalla, por favor.',
      );
      expect(await say('La reunión empieza mañana.', 'es', 'en')).toMatch(/meeting/);
      expect(await say('Good morning everyone.', 'und', 'es')).toBe('Buenos días a todos.');
    });

    it('says no, thanks for what was done, and pleases', async () => {
      await using engine = engineHere();
      const say = async (text: string) => (await engine.translate(question(text))).text;
      expect(await say('The answer is no.')).toBe('La respuesta es no.');
      expect(await say('She says no. We wait.')).toMatch(/^Dice no\. /);
      expect(await say('No. 5 is here.')).toBe('Núm. 5 es aquí.');
      expect(await say('Thanks for coming, and welcome.')).toBe('Gracias por venir, y bienvenido.');
      expect(await say('Thank you all for helping me.')).toBe('Gracias a todos por ayudarme.');
      expect(await say('We want to please our customers.')).toBe('Queremos complacer nuestros clientes.');
      expect(await say("I read ⟦0⟧'s report.")).toBe('Leí el informe de ⟦0⟧.');
    });

    it('keeps every answer with its text, whatever the input', async () => {
      await using engine = engineHere();
      const sign = fc.constantFrom(
        ...'[]^$<>{}@\\/~*.,?!;:|&%#"\'` \n\t\0'.split(''),
        '😀',
        '\u202e',
        '\ud800',
        'ñ',
        'the',
        ' house ',
        '<b>',
        '会議',
      );
      const texts = fc.sample(
        fc.array(sign, { maxLength: 30 }).map((signs) => signs.join('')),
        { numRuns: 300, seed: 7 },
      );
      const answers = await Promise.all(
        texts.flatMap((text, at) => [
          engine.translate(question(`x${text}`)).catch(() => undefined),
          engine.translate(question(`Number ${at} is here.`)),
        ]),
      );
      for (const [at] of texts.entries()) expect(answers[at * 2 + 1]?.text).toContain(String(at));
    });

    it.each(['apertium-transfer', 'lt-proc', 'lrx-proc'])(
      'translates on after %s was killed',
      async (stage) => {
        const log = recordingLogger();
        const [mode] = findInstallation(undefined).modes.filter(({ name }) => name === 'eng-spa');
        if (mode === undefined) throw new Error('apertium-eng-spa is not installed');
        await using pipeline = new ApertiumProcesses({
          mode: mode.name,
          command: mode.command,
          programPath: findInstallation(undefined).programPath,
          logger: log.logger,
        });
        const before = await pipeline.translate('The house is big.', waits());
        const group = pipeline.processGroup;
        killOne(group ?? 0, stage);
        await expect.poll(() => pipeline.processGroup).not.toBe(group);
        expect(await pipeline.translate('The house is big.', waits())).toBe(before);
        expect(log.text()).toContain('translation processes lost');
        await expect.poll(() => processesOf(group ?? 0)).toBe(false);
      },
    );
  },
);

/** Does any process of the group live? */
function processesOf(group: number): boolean {
  return processes().some((one) => one.group === group && one.state !== 'Z');
}

/** The first process of the group with this name. */
function killOne(group: number, name: string): void {
  const found = processes().find((one) => one.group === group && one.name === name.slice(0, 15));
  if (found === undefined) throw new Error(`no ${name} in group ${group}`);
  process.kill(found.pid, 'SIGKILL');
}

function processes(): { pid: number; name: string; state: string; group: number }[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      // pid (name) state ppid pgrp …
      const stat = /^(\d+) \((.*)\) (\S) \d+ (\d+)/s.exec(readStat(entry));
      if (stat === null) return [];
      const [, pid, name = '', state = '', group] = stat;
      return [{ pid: Number(pid), name, state, group: Number(group) }];
    });
}

function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return ''; // It has ended since.
  }
}
