import { describe, expect, it } from 'vitest';
import { compose, type NamedStage } from '../../../../server/translation/pipeline/stage.ts';
import { stageRequest } from '../chains.ts';

describe('stages', () => {
  it('see the request in their order, and the answer in reverse', async () => {
    const met: string[] = [];
    const stage = (name: string): NamedStage => [
      name,
      (next) => async (request) => {
        met.push(`${name} →`);
        const answer = await next({ ...request, text: `${request.text} ${name}` });
        met.push(`← ${name}`);
        return answer;
      },
    ];
    const ask = compose([stage('one'), stage('two')], async ({ text }) => ({ text }));
    expect(await ask(stageRequest('said'))).toEqual({ text: 'said one two' });
    expect(met).toEqual(['one →', 'two →', '← two', '← one']);
  });

  it('may answer without the engine', async () => {
    const answers: NamedStage = ['answers', () => async () => ({ text: 'known' })];
    const ask = compose([answers], () => Promise.reject(new Error('was asked')));
    expect(await ask(stageRequest('said'))).toEqual({ text: 'known' });
  });
});
