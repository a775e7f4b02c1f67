/** One of Mozilla's own models, where `LOCAL_MODELS_DIR` holds it: `npm run models -- en-es`. */
import { describe, expect, it } from 'vitest';
import { installedModels } from '../../../../../server/translation/engines/local/models/model-folder.ts';
import { publishedModels } from '../../../../../server/translation/engines/local/models/published-models.ts';
import { sentence, translationFor } from '../../stories.ts';

const folder = process.env.LOCAL_MODELS_DIR ?? '/nowhere';
const published = publishedModels.find(({ from, to }) => from === 'en' && to === 'es');
const stored = installedModels(folder).get('en-es');
const isReal = stored !== undefined && stored.model.sha256 === published?.modelSha256;

describe(`the published model from English to Spanish${isReal ? '' : ' (skipped: LOCAL_MODELS_DIR holds none)'}`, () => {
  it.skipIf(!isReal)('translates sentences of a meeting, and keeps a name', { timeout: 60_000 }, async () => {
    await using translation = await translationFor({
      engines: ['local'],
      local: { directory: folder, mirrors: [], mayDownload: false, maxModels: 1 },
    });
    const settled = async (text: string, changes = {}) => {
      await expect.poll(() => translation.translate(sentence(text, changes))).toMatchObject({ ok: true });
      const answer = await translation.translate(sentence(text, changes));
      return answer.ok ? answer.text : '';
    };
    expect(await settled('The meeting starts at ten.')).toMatch(/reunión/i);
    const terms = { find: () => [{ start: 0, end: 4, replacement: 'Zoë' }] };
    expect(await settled('Mark will send the report tomorrow.', { terms })).toMatch(/Zoë.*informe/i);
  });
});

describe('the published models', () => {
  it('have what a download needs, each direction once', () => {
    expect(publishedModels.length).toBeGreaterThan(90);
    const names = publishedModels.map(({ from, to }) => `${from}-${to}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { files, modelBytes, modelSha256 } of publishedModels) {
      expect(files.vocab === undefined).toBe(files.srcvocab !== undefined && files.trgvocab !== undefined);
      expect(modelBytes).toBeLessThan(100_000_000);
      expect(modelSha256).toMatch(/^[\da-f]{64}$/);
    }
  });
});
