import { expect, it } from 'vitest';
import { createLogger } from '../../server/logger.ts';
import { loadSecrets, sealingKeys } from '../../server/server-secrets.ts';

it('warns about a secret that can be guessed', async () => {
  const log: string[] = [];
  const logger = createLogger('warn', { write: (line: string) => void log.push(line) });
  const strong = 'a secret of more than thirty-two characters';
  expect(await loadSecrets({ sessionSecrets: [strong], dataDirectory: '.' }, logger)).toEqual([strong]);
  expect(log).toEqual([]);
  await loadSecrets({ sessionSecrets: [strong, 'short'], dataDirectory: '.' }, logger);
  expect(log).toHaveLength(1);
  expect(log[0]).not.toContain('short"');
});

it('seals with the first secret and unseals with all, by one key for each use', () => {
  const { current, all } = sealingKeys(['new', 'old'], 'grants');
  expect(all).toHaveLength(2);
  expect(current).toEqual(all[0]);
  expect(sealingKeys(['new'], 'attempts').current.key).not.toEqual(current.key);
  expect(() => sealingKeys([], 'grants')).toThrow('SESSION_SECRET');
});
