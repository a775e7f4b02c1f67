import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreedBeginning } from '../../../../server/captions/text/agreed-words.ts';

describe('what two drafts agree on', () => {
  it.each([
    ['Tenemos que hablar', 'Tenemos que hablarle del plan', 'es', 'Tenemos que'],
    ['Tenemos que hablar.', 'Tenemos que hablar del plan.', 'es', 'Tenemos que hablar'],
    ['Hola', 'Hola', 'es', 'Hola'],
    ['Hoy hablamos', 'Hablamos hoy', 'es', ''],
    ['¿Hablamos', '¿Quién habla?', 'es', ''],
    ['', 'Hola', 'es', ''],
    ['私は学生です', '私は学生でした', 'ja', '私は学生'],
    ['我们开会', '我们开始讨论', 'zh-Hans', '我们'],
    ['نحن نتحدث الآن', 'نحن نتحدث عن الخطة', 'ar', 'نحن نتحدث'],
  ])('of %j and %j in %s is %j', (before, now, language, expected) => {
    expect(agreedBeginning(before, now, language)).toBe(expected);
  });

  it('is a beginning of both', () => {
    const words = fc.array(fc.constantFrom('a', 'ab', ' ', '.', 'é', '世界', '👍🏽', ', '));
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [before, now] = [one.join(''), other.join('')];
        const agreed = agreedBeginning(before, now, 'es');
        expect(before.startsWith(agreed) && now.startsWith(agreed)).toBe(true);
      }),
    );
  });
});
