/**
 * The formats of text, read by programs that are not ours.
 * Covers server/lib/csv/csv-text.ts, server/export/formats/txt.ts, server/export/formats/csv.ts, server/export/formats/json.ts,
 * server/export/formats/vtt.ts, server/export/formats/srt.ts, server/export/formats/subtitles.ts,
 * server/export/text/entry-words.ts, server/export/text/plain-text.ts, server/export/transcript.ts,
 * server/export/transcript-pages.ts, server/export/words/words-of.ts, server/export/words/en.ts, server/export/words/es.ts,
 * server/export/words/pt.ts, server/export/words/fr.ts, server/export/words/de.ts, server/export/words/ja.ts,
 * server/export/words/zh-hans.ts, server/export/words/ar.ts, shared/reports/transcript-export.ts
 */
import { parse as parseCsv } from 'csv-parse/sync';
import webvtt from 'node-webvtt';
import { parseSync as parseSubtitles } from 'subtitle';
import { describe, expect, it } from 'vitest';
import { exportFormats } from '../../../../shared/reports/transcript-export.ts';
import { exported, START, translated } from '../../../support/exported.ts';
import { caption, note, rendering } from '../../storage/stories.ts';

const said = (position: number, text: string, over: Partial<ReturnType<typeof caption>> = {}) =>
  caption(position, { text, spokenAt: START + (position - 1) * 10_000, ...over });

const spoken = (position: number, text: string, name = 'Ana', sourceLanguage = 'es') =>
  said(position, text, { sourceLanguage, speaker: { id: name, name } });

const hostile = [
  spoken(1, 'Look: 1 --> 2 & <b>bold</b>', 'NOTE'),
  spoken(2, 'STYLE\n\n00:00:01.000 --> 00:00:02.000\nforged', 'STYLE'),
  spoken(3, '=HYPERLINK("http://evil.example","x")', '+Eve'),
  spoken(4, 'a;=1+1', '@sum'),
  spoken(5, '{\\an8}<i>up</i>', 'A</v><c.x>\nB'),
  spoken(6, 'half \ud83d, null \u0000, vertical \u000b, \u202Eturned', 'C\u202Exe'),
];

describe('subtitles in WebVTT', () => {
  it('are read by another parser, whatever was said and whoever said it', async () => {
    const { text } = await exported(hostile, { format: 'vtt' });
    const { valid, cues } = webvtt.parse(text, { strict: true });
    expect(valid).toBe(true);
    expect(cues).toHaveLength(hostile.length);
    expect(text.match(/-->/g)).toHaveLength(hostile.length);
    expect(cues[0]?.text).toBe('<v NOTE>Look: 1 --&gt; 2 &amp; &lt;b&gt;bold&lt;/b&gt;</v>');
    expect(cues[1]?.text.replace('\n', ' ')).toBe(
      '<v STYLE>STYLE 00:00:01.000 --&gt; 00:00:02.000 forged</v>',
    );
    expect(cues[4]?.text).toContain('<v A&lt;/v&gt;&lt;c.x&gt; B>');
  });

  it('count from the first line, and end with the speech', async () => {
    const ends = new Map([[1, START + 3_000]]);
    const { text } = await exported(
      [spoken(1, 'Empezamos ahora con el primer punto.')],
      { format: 'vtt' },
      ends,
    );
    const { cues } = webvtt.parse(text);
    expect(cues).toMatchObject([{ start: 0, end: 3 }]);
  });

  it('say what is missing, and who leaves is no speech', async () => {
    const lines = [
      spoken(1, 'Hola.'),
      note(2, { at: START + 4_000, lengthMs: 6_000 }),
      note(3, { kind: 'left', at: START + 11_000, speaker: { id: 'b', name: 'Ben' } }),
    ];
    const { text } = await exported(lines, { format: 'vtt' });
    const { cues } = webvtt.parse(text);
    expect(cues.map((cue) => cue.text)).toEqual(['<v Ana>Hola.</v>', '[6 s sin recoger]']);
  });

  it('name the language of words in another one, and have the original in the second line', async () => {
    const lines = [translated(said(1, 'Good morning.'), rendering(1, 1, { text: 'Buenos días.' }))];
    const { text } = await exported(lines, { format: 'vtt', bilingual: true });
    const { cues } = webvtt.parse(text);
    expect(cues.map((cue) => cue.text)).toEqual(['<v Ana>Buenos días.</v>\n<lang en>Good morning.</lang>']);
  });
});

describe('subtitles in SubRip', () => {
  it('are read by another parser, without instructions to players', async () => {
    const { text } = await exported(hostile, { format: 'srt' });
    const nodes = parseSubtitles(text);
    expect(nodes.map(({ type }) => type)).toEqual(hostile.map(() => 'cue'));
    expect(text.match(/-->/g)).toHaveLength(hostile.length);
    const texts = nodes.map((node) => (node.type === 'cue' ? node.data.text : ''));
    expect(texts[0]).toBe('NOTE: Look: 1 --› 2 & ‹b›bold‹/b›');
    expect(texts.join('')).not.toMatch(/[<>{}]/);
  });

  it('name the speaker where another one begins', async () => {
    const lines = [spoken(1, 'Uno.'), spoken(2, 'Dos.'), spoken(3, 'Tres.', 'Ben')];
    const nodes = parseSubtitles((await exported(lines, { format: 'srt' })).text);
    expect(nodes.map((node) => node.type === 'cue' && node.data.text)).toEqual([
      'Ana: Uno.',
      'Dos.',
      'Ben: Tres.',
    ]);
    const without = parseSubtitles((await exported(lines, { format: 'srt', speakers: false })).text);
    expect(without.map((node) => node.type === 'cue' && node.data.text)).toEqual(['Uno.', 'Dos.', 'Tres.']);
  });

  it('keep the direction of an Arabic line that begins with a Latin name', async () => {
    const { text } = await exported([spoken(1, 'صباح الخير', 'Ana', 'ar')], {
      format: 'srt',
      language: 'ar',
    });
    expect(text).toContain('\u200FAna: صباح الخير');
  });
});

describe('comma-separated values', () => {
  const rowsOf = (text: string): Record<string, string>[] => parseCsv(text, { columns: true, bom: true });

  it('hold no formula in any spreadsheet, and one row for each line', async () => {
    const { text } = await exported(hostile, { format: 'csv' });
    expect(text.startsWith('\uFEFFtime,kind,speaker,language,text,origin,corrected,late\r\n')).toBe(true);
    const rows = rowsOf(text);
    expect(rows).toHaveLength(hostile.length);
    for (const row of rows)
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]|[;,|\t]["\s]*[=+\-@]/);
    expect(rows[2]).toMatchObject({ speaker: "'+Eve", text: '\'=HYPERLINK("http://evil.example","x")' });
    expect(rows[3]).toMatchObject({ text: "a;'=1+1" });
  });

  it('have columns only for what was asked', async () => {
    const lines = [translated(said(1, 'Good, morning "all".'), rendering(1, 1, { text: 'Buenos días.' }))];
    const { text } = await exported(lines, {
      format: 'csv',
      bilingual: true,
      speakers: false,
      times: 'none',
    });
    expect(rowsOf(text)).toEqual([
      {
        kind: 'caption',
        language: 'es',
        text: 'Buenos días.',
        original_language: 'en',
        original: 'Good, morning "all".',
        origin: 'machine',
        corrected: '',
        late: '',
      },
    ]);
  });

  it('tell the time of the reader’s zone with its offset', async () => {
    const [row] = rowsOf((await exported([spoken(1, 'Hola.')], { format: 'csv', times: 'absolute' })).text);
    expect(row?.time).toBe('2026-11-29T08:27:12.345+01:00');
  });
});

describe('JSON', () => {
  it('is the documented version, well formed whatever was said', async () => {
    const lines = [
      translated(said(1, 'Good morning.'), rendering(1, 1, { text: 'Buenos días.' })),
      said(2, 'broken \ud800', { late: true }),
      note(3, { at: START + 25_000 }),
    ];
    const { text } = await exported(lines, { format: 'json', bilingual: true, times: 'absolute' });
    expect(JSON.parse(text)).toEqual({
      format: 'zoom-translated-captions/transcript',
      version: 1,
      meeting: { id: 'm1', topic: 'Weekly', startedAt: '2026-11-29T08:27:12.345+01:00' },
      language: 'es',
      bilingual: true,
      timeZone: 'Europe/Madrid',
      exportedAt: '2026-11-29T09:27:12.345+01:00',
      lines: [
        {
          kind: 'caption',
          id: 'l1',
          at: '2026-11-29T08:27:12.345+01:00',
          elapsedMs: 0,
          speaker: { id: 'speaker-1', name: 'Ana' },
          language: 'es',
          text: 'Buenos días.',
          original: { language: 'en', text: 'Good morning.' },
          origin: 'machine',
          engine: 'google',
        },
        {
          kind: 'caption',
          id: 'l2',
          at: '2026-11-29T08:27:22.345+01:00',
          elapsedMs: 10_000,
          speaker: { id: 'speaker-1', name: 'Ana' },
          language: 'en',
          text: 'broken \uFFFD',
          origin: 'pending',
          late: true,
        },
        { kind: 'gap', id: 'l3', at: '2026-11-29T08:27:37.345+01:00', elapsedMs: 25_000, lengthMs: 6_000 },
      ],
    });
    expect(Buffer.from(text).toString()).not.toContain('\\ud800');
  });

  it('of an empty meeting has no lines', async () => {
    expect(JSON.parse((await exported([], { format: 'json' })).text)).toMatchObject({ lines: [] });
  });
});

describe('plain text', () => {
  it('has a heading, then a line for each entry', async () => {
    const lines = [
      translated(said(1, 'Good morning.'), rendering(1, 1, { text: 'Buenos días.' })),
      said(2, 'Two\nlines\tof it.'),
      note(3, { kind: 'joined', at: START + 21_000, speaker: { id: 'b', name: 'Ben' } }),
    ];
    const { text, name } = await exported(lines, { bilingual: true });
    expect(name).toBe('Weekly 2026-11-29 es+original.txt');
    expect(text).toBe(
      `Weekly
Comenzó: 2026-11-29 08:27:12 (Europe/Madrid)
Traducción automática: español, con lo que se dijo
Los subtítulos los hacen máquinas y pueden contener errores.

[00:00:00] Ana: Buenos días.
    Good morning.
[00:00:10] Ana: [sin traducir] Two lines of it.
[00:00:21] (Ben se ha unido)
`,
    );
  });

  it('names nobody where names are not wanted', async () => {
    const lines = [
      spoken(1, 'Hola.'),
      note(2, { kind: 'joined', at: START, speaker: { id: 'b', name: 'Ben' } }),
    ];
    for (const format of exportFormats.filter((each) => each !== 'docx')) {
      const { text } = await exported(lines, { format, speakers: false });
      expect(text).toContain('Hola.');
      expect(text).not.toMatch(/Ana|Ben/);
    }
  });

  it('isolates a name in an Arabic line, which keeps its direction', async () => {
    const { text } = await exported([spoken(1, 'صباح الخير', 'Ana', 'ar')], {
      language: 'ar',
      times: 'none',
    });
    expect(text).toContain('\u200F\u2068Ana\u2069: صباح الخير\n');
  });

  it.each(['en', 'es', 'pt', 'fr', 'de', 'ja', 'zh-Hans', 'ar'])('has its words in %s', async (language) => {
    const lines = [
      spoken(1, 'x'),
      ...(['gap', 'joined', 'left', 'language-changed', 'paused', 'resumed'] as const).map((kind, index) =>
        note(2 + index, { kind, at: START, speaker: { id: 'b', name: 'Ben' }, sourceLanguage: 'fr' }),
      ),
    ];
    const { text } = await exported(lines, { language: 'original', interfaceLanguage: language });
    expect(text).not.toMatch(/[{}]|undefined/);
    expect(text.split('\n').filter((line) => line.startsWith('[') && line.includes('('))).toHaveLength(6);
    if (language !== 'en') expect(text).not.toMatch(/captured|Captions|spoken/);
  });
});

describe('what a language shows of a line', () => {
  const textOf = async (line: Parameters<typeof exported>[0][number]) => {
    const { lines } = JSON.parse((await exported([line], { format: 'json' })).text);
    return lines[0]?.text;
  };

  it('is the original where its translation is of older words', async () => {
    const line = said(1, 'Corrected.', { revision: 2, corrected: true });
    expect(await textOf(translated(line, rendering(1, 1, { revision: 1 })))).toBe('Corrected.');
    expect(await textOf(translated(line, rendering(1, 1, { revision: 2 })))).toBe('Frase 1.');
  });

  it('stays an older translation of the same words, with another glossary', async () => {
    expect(await textOf(translated(said(1, 'Same.'), rendering(1, 1, { revision: -1 })))).toBe('Frase 1.');
  });
});
