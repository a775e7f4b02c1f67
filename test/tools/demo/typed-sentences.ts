import type { TypedAdvice } from './page-protocol.ts';

/** The engines of this environment that the demo takes as well, with the variable that each cannot do without. */
const engineVariables = { deepl: 'DEEPL_KEY', openai: 'OPENAI_URL', libre: 'LIBRE_URL' } as const;
const passedOn = /^(DEEPL|OPENAI|LIBRE|GOOGLE)_/;

/** In the chain by themselves, where they can run. */
const ofThisMachine: ReadonlySet<string> = new Set(['phrasebook', 'local', 'apertium']);

interface Chain {
  /** What is asked for a sentence that the phrasebook does not hold, in order. */
  readonly engines: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** The engines for typed sentences: those of `TRANSLATE_ENGINES`, else those whose variables are set. */
export function chainFrom(env: Readonly<Record<string, string | undefined>>): Chain {
  const given = Object.entries(env).flatMap(([name, value]) =>
    passedOn.test(name) && value !== undefined && value !== '' ? [[name, value] as const] : [],
  );
  const environment = Object.fromEntries(given);
  const named = (env.TRANSLATE_ENGINES ?? '').split(',').map((name) => name.trim());
  const chosen = named.filter((name) => name !== '' && !ofThisMachine.has(name));
  const configured = Object.entries(engineVariables).flatMap(([engine, variable]) =>
    variable in environment ? [engine] : [],
  );
  return { engines: chosen.length > 0 ? chosen : configured, environment };
}

/** What would translate a typed sentence, one command each. */
export function typedAdvice({
  hasApertium,
  hasModels,
}: {
  readonly hasApertium: boolean;
  readonly hasModels: boolean;
}): readonly TypedAdvice[] {
  const apertium = {
    what: 'Apertium, between English and Spanish, on this machine (Debian, Ubuntu); then start the demo again',
    command: 'sudo apt-get install apertium apertium-eng-spa',
  };
  const models = {
    what: 'Neural models between English and Spanish, on this machine; about 50 MB are downloaded, once',
    command: 'npm run demo -- --models',
  };
  return [
    ...(hasModels ? [] : [models]),
    ...(hasApertium || hasModels ? [] : [apertium]),
    {
      what: 'A LibreTranslate server of yours, about 50 languages',
      command: 'LIBRE_URL=http://127.0.0.1:5000/translate npm run demo',
    },
    { what: 'DeepL, with your key: sentences go to DeepL', command: 'DEEPL_KEY=your-key npm run demo' },
    {
      what: 'Google without a key, unofficial: sentences go to Google',
      command: 'TRANSLATE_ENGINES=google npm run demo',
    },
  ];
}
