import { type Config, ConfigError } from '../config/config.ts';
import type { EngineName } from '../config/config-schema.ts';
import { createLogger } from '../logger.ts';
import { createTranslation } from '../translation/create-translation.ts';
import { type Finding, fault, good, warning } from './finding.ts';

const SENTENCE = 'Good morning, everyone.';
/** Read where the operator reads English. */
const OTHER_SENTENCE = 'Buenos días a todos.';

/** Asks each engine, alone, for one real sentence. */
export async function checkEngines(
  config: Pick<Config, 'translation' | 'targetLanguage'>,
): Promise<readonly Finding[]> {
  const names = [...new Set(config.translation.engines)];
  const asked = await Promise.all(names.map((name) => askOne(name, config)));
  const findings = asked.filter((finding) => finding !== undefined);
  if (findings.some(({ state }) => state === 'good')) return findings;
  const mend =
    'Install Apertium (apt-get install apertium apertium-eng-spa), or configure an engine of docs/engines.md.';
  return [
    ...findings,
    fault('TRANSLATE_ENGINES', 'no engine translates: every line stays as it was spoken.', mend),
  ];
}

/** `undefined`: an engine of the default chain that is not configured here. */
async function askOne(
  name: EngineName,
  { translation, targetLanguage }: Pick<Config, 'translation' | 'targetLanguage'>,
): Promise<Finding | undefined> {
  const subject = `engine ${name}`;
  try {
    await using service = await createTranslation(
      {
        ...translation,
        engines: [name],
        enginesAreExplicit: true,
        // A look downloads nothing.
        local: { ...translation.local, mayDownload: false },
      },
      { sourceLanguage: { mode: 'auto' }, logger: createLogger('silent') },
    );
    const target = targetLanguage === 'auto' ? 'es' : targetLanguage;
    const isEnglish = target.split('-')[0] === 'en';
    const began = performance.now();
    const answer = await service.translate({
      meetingId: 'doctor',
      lineId: 'doctor',
      text: isEnglish ? OTHER_SENTENCE : SENTENCE,
      sourceLanguage: isEnglish ? 'es' : 'en',
      targetLanguage: service.serves(target) ?? target,
      purpose: 'settled',
      context: [],
      signal: new AbortController().signal,
    });
    const tookMs = Math.round(performance.now() - began);
    if (answer.ok) return good(subject, `“${answer.text}” after ${tookMs} ms.`);
    // A phrasebook knows its own sentences only.
    if (name === 'phrasebook')
      return good(subject, 'can be read; it does not know the sentence of this check.');
    if (name === 'local') return withoutModel(subject);
    const mend =
      'The next engine is asked instead. Check its address, key and quota; the log of the captions says more.';
    return warning(subject, `did not translate into ${target} (${tookMs} ms).`, mend);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    if (name === 'local' && translation.local.mayDownload) return withoutModel(subject);
    if (!translation.enginesAreExplicit) return undefined;
    return fault(subject, error.faults.join(' '), 'Set it, or take the engine out of TRANSLATE_ENGINES.');
  }
}

/** Not a fault: the server downloads it when it starts, and other engines translate until then. */
function withoutModel(subject: string): Finding {
  return warning(
    subject,
    'has no model for this language yet; the server downloads it when it starts.',
    'npm run models -- en-es downloads the one from English to Spanish now.',
  );
}
