import { type FakeService, fakeTranslation, type Reply, startFakeService } from './fake-service.ts';

/** Google's "Sorry…" page, as the keyless endpoint answers addresses it has had enough of. */
export const sorryPage: Reply = {
  status: 429,
  body: `<!DOCTYPE html><html><head><title>Sorry...</title></head><body><h1>We're sorry...</h1>
<p>... but your computer or network may be sending automated queries. To protect our users, we can't process your request right now.</p></body></html>`,
};

/** The keyless endpoint `translate_a/single?client=gtx`: GET, its own codes (`zh-TW`, `tl`, `iw`), nested arrays back. */
export function startFakeGoogle(): Promise<FakeService> {
  return startFakeService({
    answer: (call) => {
      const { client, sl = '', tl = '', dt, q = '' } = call.query;
      if (call.method !== 'GET' || call.path !== '/translate_a/single')
        return { status: 404, body: '<title>404</title>' };
      if (client !== 'gtx' || dt !== 't' || q === '') return badRequest;
      if (!sources.has(sl) || !targets.has(tl)) return badRequest;
      return {
        translation: fakeTranslation(q, tl),
        // Two sentences to a text, the second always empty: readers must join them.
        wrap: (text) => [
          [
            [text.slice(0, 5), q, null, null],
            [text.slice(5), null],
          ],
          null,
          sl === 'auto' ? 'en' : sl,
        ],
      };
    },
  });
}

const badRequest: Reply = { status: 400, body: '<html><title>Error 400 (Bad Request)!!1</title></html>' };

const targets = new Set(
  `af am ar az be bg bn bs ca ceb ckb cs cy da de el en eo es et eu fa fa-AF fi fr ga gl gom gu haw hi hr hu hy id is it iw
   ja jw ka kk km kn ko ku lo lt lv mk ml mn mr ms my ne nl no pa pl pt pt-PT ro ru sd si sk sl sq sr sv sw ta te th tl tr
   uk ur uz vi yi yue zh-CN zh-TW zu`.split(/\s+/),
);
const sources = new Set(['auto', ...targets]);
