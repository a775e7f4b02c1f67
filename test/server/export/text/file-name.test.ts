import { describe, expect, it } from 'vitest';
import { asciiName, fileName } from '../../../../server/export/text/file-name.ts';

describe('the name of a file', () => {
  it.each([
    ['Weekly', 'Weekly 2026-11-29 es.txt'],
    ['a/b\\c:d*e?"f"<g>|h%', 'a-b-c-d-e--f--g--h- 2026-11-29 es.txt'],
    ['..\\..\\etc/passwd', 'etc-passwd 2026-11-29 es.txt'],
    ['...', '2026-11-29 es.txt'],
    ['NUL', '_NUL 2026-11-29 es.txt'],
    ['com1.backup', '_com1.backup 2026-11-29 es.txt'],
    ['gnp\u202Etxt', 'gnptxt 2026-11-29 es.txt'],
    ['line\nbreak\u0000', 'line break 2026-11-29 es.txt'],
    ['half \ud83d', 'half \uFFFD 2026-11-29 es.txt'],
    ['年度計画', '年度計画 2026-11-29 es.txt'],
    ['می‌خواهم', 'می‌خواهم 2026-11-29 es.txt'],
  ])('of %j is safe on every file system', (topic, name) => {
    expect(fileName([topic, '2026-11-29', 'es'], '.txt')).toBe(name);
  });

  it('is short enough, and cut between letters', () => {
    const name = fileName(['計画👩‍👩‍👧'.repeat(100), '2026-11-29', 'zh-Hans+original'], '.docx');
    expect(Buffer.byteLength(name)).toBeLessThan(200);
    expect(name).not.toMatch(/\p{Surrogate}/u);
  });

  it('has a form in ASCII', () => {
    expect(asciiName('Réunion d’été 2026-11-29 fr.txt')).toBe('Reunion d_ete 2026-11-29 fr.txt');
    expect(asciiName('年度計画 2026-11-29 ja.txt')).toBe('2026-11-29 ja.txt');
  });
});
