import { describe, expect, it } from 'vitest';
import { createOpenaiEngine } from '../../../../../server/translation/engines/openai/openai.ts';
import { startFakeOpenai } from '../../../../support/fake-engines/fake-openai.ts';
import type { FakeService } from '../../../../support/fake-engines/fake-service.ts';
import { question } from '../../stories.ts';

const engineFor = (openai: FakeService) =>
  createOpenaiEngine({ url: `${openai.origin}/v1`, key: 'sk-1', model: 'fake-model' });
const formatsOf = ({ calls }: FakeService) =>
  calls.map(({ body }) => JSON.stringify(body).includes('"response_format":{"type":"json_schema"'));

describe('a JSON schema for the answer', () => {
  it('is asked for, and the translation is taken out of it', async () => {
    await using openai = await startFakeOpenai({ schema: 'kept' });
    const text = 'Say "hello" to {everyone}.';
    expect(await engineFor(openai).translate(question(text))).toEqual({ text: `[es] ${text}` });
    expect(formatsOf(openai)).toEqual([true]);
  });

  it('may be ignored by the endpoint', async () => {
    await using openai = await startFakeOpenai();
    expect(await engineFor(openai).translate(question('Hello.'))).toEqual({ text: '[es] Hello.' });
  });

  it.each([
    [400, 'Unknown parameter.'],
    [422, 'Extra inputs are not permitted'],
    [500, 'response_format type must be one of "text" or "json_object", but got: json_schema'],
    [404, 'No endpoints found that support json_schema'],
  ])('refused with %i is left out at once, and from then on: %s', async (status, message) => {
    await using openai = await startFakeOpenai({ schema: { status, message } });
    const engine = engineFor(openai);
    expect(await engine.translate(question('Hello.'))).toEqual({ text: '[es] Hello.' });
    expect(await engine.translate(question('Good morning.'))).toEqual({ text: '[es] Good morning.' });
    expect(formatsOf(openai)).toEqual([true, false, false]);
  });

  it.each([
    [401, 'bad-key'],
    [429, 'rate-limited'],
    [500, 'network'],
    [400, 'bad-reply'],
  ])('does not hide another failure: %i', async (status, kind) => {
    await using openai = await startFakeOpenai({ schema: 'kept' });
    openai.fault = { kind: 'reply', status, body: { error: { message: 'no' } } };
    await expect(engineFor(openai).translate(question('Hello.'))).rejects.toMatchObject({ kind });
  });

  it('does not make a refusal or an echo a translation', async () => {
    for (const say of ["I'm sorry, I can't help.", 'Hello to you all there.', '']) {
      await using openai = await startFakeOpenai({ schema: 'kept', say: () => say });
      await expect(engineFor(openai).translate(question('Hello to you all there.'))).rejects.toMatchObject({
        kind: 'bad-reply',
      });
    }
  });

  it('holds a refusal in a field of its own against the sentence, not the endpoint', async () => {
    await using openai = await startFakeOpenai();
    const message = { role: 'assistant', content: null, refusal: 'I cannot help.' };
    openai.fault = { kind: 'reply', body: { choices: [{ index: 0, message, finish_reason: 'stop' }] } };
    await expect(engineFor(openai).translate(question('Hello.'))).rejects.toMatchObject({
      kind: 'bad-reply',
      counts: false,
    });
  });
});
