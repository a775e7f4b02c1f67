/** Covers server/observability/metrics.ts, server/observability/server-gauges.ts. */
import { describe, expect, it } from 'vitest';
import { Journey } from '../support/journey.ts';

const ENGLISH = 9;

describe('an open sentence', () => {
  it('grows in the target language, settles once, and does not change afterwards', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });

    await meeting.say(ana, 'We have to talk');
    await panel.until(({ captions }) => captions[0]?.text === '[es] We have');
    expect(panel.captions[0]).toMatchObject({
      state: 'draft',
      origin: 'machine',
      engine: 'libre',
      language: 'es',
      original: { text: 'We have to talk' },
    });
    await meeting.say(ana, 'about the new plan');
    await panel.until(({ captions }) => captions[0]?.text === '[es] We have to talk about the');
    await meeting.say(ana, 'today.');
    await panel.settledCaptions(1);

    const id = panel.captions[0]?.id ?? '';
    expect(panel.captions[0]).toMatchObject({ state: 'settled', corrected: false });
    const translated = (panel.shown.get(id) ?? []).filter((text) => text.startsWith('[es]'));
    expect([...new Set(translated)]).toEqual([
      '[es] We have',
      '[es] We have to talk about the',
      '[es] We have to talk about the new plan today.',
    ]);
    expect(journey.zoom.violations).toEqual([]);
  });

  it('shows its original with DRAFTS=off, and sends each character to the engine once', async () => {
    await using journey = await Journey.start({ env: { DRAFTS: 'off' } });
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    await meeting.say(ana, 'We have to talk');
    await panel.until(({ captions }) => captions[0]?.origin === 'pending');
    await meeting.say(ana, 'about the plan.');
    await panel.settledCaptions(1);
    expect(journey.translatedTexts).toEqual(['We have to talk about the plan.']);
  });

  it('keeps the shown beginning while the translation of the whole sentence is late', async () => {
    await using journey = await Journey.start();
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    await meeting.say(ana, 'We have to talk');
    await panel.until(({ captions }) => captions[0]?.text === '[es] We have');
    journey.engine.service.delayMs = 1_500;
    await meeting.say(ana, 'about the plan.');
    await panel.settledCaptions(1);
    const id = panel.captions[0]?.id ?? '';
    expect([...new Set(panel.shown.get(id))]).toEqual([
      'We have to talk',
      '[es] We have',
      '[es] We have to talk about the plan.',
    ]);
  });

  it('is measured: /metrics reports the delay and the erased words', async () => {
    await using journey = await Journey.start({ env: { METRICS_TOKEN: 'metrics' } });
    const meeting = journey.zoom.createMeeting();
    const panel = await journey.openPanel({ meetingUuid: meeting.uuid, uid: 'reader' });
    await panel.watch('es');
    await meeting.startRtms();
    const ana = meeting.join('Ana', { language: ENGLISH });
    await meeting.say(ana, 'We have to talk about the plan.');
    await panel.settledCaptions(1);
    const answer = await fetch(`${journey.url}/metrics`, { headers: { authorization: 'Bearer metrics' } });
    const text = await answer.text();
    expect(text).toContain('captions_delay_seconds_bucket{le="20",engine="libre",language="es"} 1\n');
    expect(text).toMatch(/captions_delay_seconds_sum\{engine="libre",language="es"\} [\d.]+\n/);
    expect(text).toContain('captions_lines_total{engine="libre",language="es"} 1\n');
    expect(text).toContain('captions_erased_words_total{language="es"} 0\n');
    expect(text).toContain('captions_final_words_total{language="es"} 8\n');
    expect(text).not.toContain('plan');
  });
});
