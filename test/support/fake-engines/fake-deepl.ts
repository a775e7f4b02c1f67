import { type FakeService, fakeTranslation, type Reply, startFakeService } from './fake-service.ts';

/** DeepL v2 `POST /v2/translate`: the key in the header, a JSON body, regional targets, sources without a region. */
export function startFakeDeepl(key = 'fake-deepl-key'): Promise<FakeService> {
  return startFakeService({
    answer: ({ method, path, query, headers, body }) => {
      if (path !== '/v2/translate') return { status: 404, body: { message: 'Not found' } };
      if (method !== 'POST') return { status: 405, body: { message: 'Method not allowed' } };
      // Keys in the address are refused since 2026-01-15, good ones too.
      if ('auth_key' in query || headers.authorization !== `DeepL-Auth-Key ${key}`)
        return { status: 403, body: '' };
      if (headers['content-type'] !== 'application/json')
        return { status: 415, body: { message: 'Unsupported media type' } };
      const request =
        typeof body === 'object' && body !== null
          ? new Map<string, unknown>(Object.entries(body))
          : new Map();
      const unknown = [...request.keys()].filter((name) => !parameters.has(String(name)));
      if (unknown.length > 0) return badRequest(`Unknown parameter ${unknown.join()}`);
      const text: unknown = request.get('text');
      const [sentence]: unknown[] = Array.isArray(text) ? text : [];
      if (typeof sentence !== 'string' || sentence === '')
        return badRequest("Parameter 'text' not specified.");
      const target: unknown = request.get('target_lang');
      if (typeof target !== 'string' || !targets.has(target))
        return badRequest("Value for 'target_lang' not supported.");
      const source: unknown = request.get('source_lang');
      if (source !== undefined && (typeof source !== 'string' || !sources.has(source))) {
        return badRequest("Value for 'source_lang' not supported.");
      }
      return {
        translation: fakeTranslation(sentence, target),
        wrap: (translation) => ({
          translations: [{ detected_source_language: source ?? 'EN', text: translation }],
        }),
      };
    },
  });
}

function badRequest(message: string): Reply {
  return { status: 400, body: { message } };
}

const parameters = new Set([
  'text',
  'source_lang',
  'target_lang',
  'context',
  'formality',
  'glossary_id',
  'split_sentences',
]);
const both =
  'AR BG CS DA DE EL ES ET FI FR HE HU ID IT JA KO LT LV NB NL PL RO RU SK SL SV TH TL TR UK VI YUE CEB KMR GOM'.split(
    ' ',
  );
const sources = new Set([...both, 'EN', 'PT', 'ZH']);
const targets = new Set([...both, 'EN-GB', 'EN-US', 'ES-419', 'PT-BR', 'PT-PT', 'ZH-HANS', 'ZH-HANT']);
