import { expect, it } from 'vitest';
import { costsMoney } from '../../../../server/translation/metering/costs-money.ts';
import { aLanguage } from '../../../support/languages.ts';

const languages = () => [
  { ...aLanguage('es', 'Spanish', 'Español'), engines: ['libre', 'deepl'] },
  { ...aLanguage('eu', 'Basque', 'Euskara'), engines: ['libre'] },
];

it('a language costs money where one of its engines does, also as the last resort', () => {
  const describe = () => [
    { engine: 'libre', metered: false },
    { engine: 'deepl', metered: true },
  ];
  const costs = costsMoney({ languages, describe });
  expect(['es', 'eu', 'xx'].map(costs)).toEqual([true, false, false]);
  const free = costsMoney({ languages, describe: () => [{ engine: 'libre', metered: false }] });
  expect(free('es')).toBe(false);
});
