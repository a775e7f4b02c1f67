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
      const formality: unknown = request.get('formality');
      if (formality !== undefined && !formalities.has(String(formality)))
        return badRequest("Value for 'formality' not supported.");
      if (/^(more|less)$/.test(String(formality)) && !formalTargets.has(target))
        return badRequest("'formality' is not supported for given 'target_lang'.");
      const tags: unknown = request.get('tag_handling');
      if (tags !== undefined && tags !== 'xml' && tags !== 'html')
        return badRequest("Value for 'tag_handling' not supported.");
      if (tags === 'xml' && !isXml(sentence))
        return badRequest('Tag handling parsing failed, text is no XML.');
      const version: unknown = request.get('tag_handling_version');
      if (version !== undefined && (tags === undefined || !/^v[12]$/.test(String(version))))
        return badRequest("Value for 'tag_handling_version' not supported.");
      const ignored: unknown = request.get('ignore_tags');
      if (ignored !== undefined && (!Array.isArray(ignored) || tags !== 'xml'))
        return badRequest("Parameter 'ignore_tags' not supported.");
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

/** Strict, as the second version of its tag handling is: every tag closed, every sign escaped. */
function isXml(text: string): boolean {
  const open: string[] = [];
  for (const [whole, closes, name = ''] of text.matchAll(/<(\/?)([a-z]+)(?: [a-z]+="[^"<&]*")*>/g)) {
    if (whole === '' || (closes === '/' ? open.pop() !== name : open.push(name) === 0)) return false;
  }
  const between = text
    .replace(/<\/?[a-z]+(?: [a-z]+="[^"<&]*")*>/g, '')
    .replace(/&(lt|gt|amp|quot|apos);/g, '');
  return open.length === 0 && !/[<>&]/.test(between);
}

const formalities = new Set(['default', 'more', 'less', 'prefer_more', 'prefer_less']);
const formalTargets = new Set('DE DE-CH FR FR-CA IT ES ES-419 NL PL PT-BR PT-PT JA RU'.split(' '));

const parameters = new Set([
  'text',
  'source_lang',
  'target_lang',
  'context',
  'formality',
  'tag_handling',
  'tag_handling_version',
  'ignore_tags',
  'glossary_id',
  'split_sentences',
]);
const both =
  'AR BG CS DA DE EL ES ET FI FR HE HU ID IT JA KO LT LV NB NL PL RO RU SK SL SV TH TL TR UK VI YUE CEB KMR GOM'.split(
    ' ',
  );
const sources = new Set([...both, 'EN', 'PT', 'ZH']);
const targets = new Set([
  ...both,
  ...'DE-CH EN-GB EN-US ES-419 FR-CA PT-BR PT-PT ZH-HANS ZH-HANT'.split(' '),
]);
