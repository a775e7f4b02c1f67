/** Covers server/export/docx/docx-xml.ts, server/export/docx/docx-parts.ts. */
import mammoth from 'mammoth';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { fromBuffer } from 'yauzl';
import { exported, START, translated } from '../../../support/exported.ts';
import { caption, note, rendering } from '../../storage/stories.ts';

/** The parts of a package, unzipped by another program. */
async function partsOf(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error !== null || zip === undefined) return reject(error);
      zip.on('error', reject).on('end', resolve);
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (failed, stream) => {
          if (failed !== null || stream === undefined) return reject(failed);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
  return parts;
}

function requireWellFormed(xml: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

describe('a Word document', () => {
  const lines = [
    translated(
      caption(1, { text: 'Good morning.', spokenAt: START }),
      rendering(1, 1, { text: 'Buenos días & <todos>.' }),
    ),
    caption(2, { text: 'bell \u0007, half \udc00, \uFFFE and\nbreak', spokenAt: START + 5_000 }),
    caption(3, {
      text: 'صباح الخير',
      sourceLanguage: 'ar',
      speaker: { id: 'l', name: 'Layla' },
      spokenAt: START + 9_000,
    }),
    note(4, { at: START + 12_000 }),
  ];

  it('is opened by another program, and says what was said', async () => {
    const { bytes, name } = await exported(lines, { format: 'docx', bilingual: true });
    expect(name).toBe('Weekly 2026-11-29 es+original.docx');
    const { value, messages } = await mammoth.extractRawText({ buffer: bytes });
    expect(messages).toEqual([]);
    expect(value.split('\n').filter((line) => line !== '')).toEqual([
      'Weekly',
      'Comenzó: 2026-11-29 08:27:12 (Europe/Madrid)',
      'Traducción automática: español, con lo que se dijo',
      'Los subtítulos los hacen máquinas y pueden contener errores.',
      '00:00:00 Ana: Buenos días & <todos>.',
      'Good morning.',
      '00:00:05 Ana: [sin traducir] bell , half \uFFFD, and break',
      '00:00:09 Layla: [sin traducir] صباح الخير',
      '00:00:12 6 s sin recoger',
    ]);
  });

  it('consists of well-formed XML', async () => {
    const parts = await partsOf((await exported(lines, { format: 'docx', topic: 'A & B <c>\u0000' })).bytes);
    expect([...parts.keys()]).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'word/_rels/document.xml.rels',
      'word/styles.xml',
      'docProps/core.xml',
      'word/document.xml',
    ]);
    for (const xml of parts.values()) requireWellFormed(xml);
  });

  it('sets a right-to-left paragraph, and a left-to-right name in it', async () => {
    const xml =
      (await partsOf((await exported(lines, { format: 'docx' })).bytes)).get('word/document.xml') ?? '';
    const paragraph = xml.split('<w:p>').find((part) => part.includes('صباح الخير')) ?? '';
    expect(paragraph).toContain('<w:bidi/>');
    expect(paragraph).toMatch(/<w:rtl\/><w:lang w:bidi="ar"\/><\/w:rPr><w:t[^>]*>صباح الخير/);
    expect(paragraph).toMatch(/<w:rStyle w:val="Speaker"\/><\/w:rPr><w:t[^>]*>Layla: /);
    expect(xml.split('<w:p>').filter((part) => part.includes('<w:bidi/>'))).toHaveLength(1);
  });

  it('whose lines cannot be read any more ends with the error, and is not taken for complete', async () => {
    const broken = new Error('the database is away');
    const { docxFormat } = await import('../../../../server/export/docx/docx.ts');
    const head = {
      meetingId: 'm',
      topic: undefined,
      startedAt: START,
      exportedAt: START,
      language: 'es',
      bilingual: false,
      speakers: true,
      times: 'relative',
      timeZone: 'UTC',
    } as const;
    const pages = (async function* () {
      yield [];
      throw broken;
    })();
    const read = async () => {
      for await (const _chunk of docxFormat.write(head, pages));
    };
    await expect(read()).rejects.toBe(broken);
  });
});
