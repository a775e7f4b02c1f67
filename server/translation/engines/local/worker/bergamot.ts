/** Marian in WebAssembly, as `@browsermt/bergamot-translator` ships it. The package's own Node worker does not run. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import type { LoadedModel, LoadModel, ModelBytes } from './model-runtime.ts';

/** The runtime keeps one module for each thread, as its glue lives in the global scope. */
export const loadBergamotModel: LoadModel = async (bytes) => {
  const bergamot = await startBergamot();
  const service = new bergamot.BlockingService({ cacheSize: 0 });
  const model = modelFrom(bergamot, bytes);
  return {
    translate: (text, { isMarkup }) => translateOne(bergamot, service, model, text, isMarkup),
    get memoryBytes() {
      return bergamot.HEAP8.length;
    },
  } satisfies LoadedModel;
};

/** As Firefox configures its models: one hypothesis, no scores, 8-bit integers. */
const marianOptions = {
  'beam-size': 1,
  normalize: '1.0',
  'word-penalty': 0,
  'cpu-threads': 0,
  'gemm-precision': 'int8shiftAlphaAll',
  'skip-cost': true,
  alignment: 'soft',
  quiet: true,
  'quiet-translation': true,
  'max-length-break': 128,
  'mini-batch-words': 1024,
  workspace: 128,
  'max-length-factor': '2.0',
};

/** What the glue exports; only the parts that are used. */
interface Bergamot {
  readonly HEAP8: Int8Array;
  readonly BlockingService: new (options: { readonly cacheSize: number }) => BlockingService;
  readonly TranslationModel: new (
    config: string,
    model: AlignedMemory,
    shortlist: AlignedMemory,
    vocabularies: AlignedMemoryList,
    qualityModel: null,
  ) => object;
  readonly AlignedMemory: new (bytes: number, alignment: number) => AlignedMemory;
  readonly AlignedMemoryList: new () => AlignedMemoryList;
  readonly VectorString: new () => CppList<string>;
  readonly VectorResponseOptions: new () => CppList<ResponseOptions>;
}

interface AlignedMemory {
  getByteArrayView(): Uint8Array;
}

interface AlignedMemoryList {
  push_back(memory: AlignedMemory): void;
}

interface CppList<T> {
  push_back(value: T): void;
  delete(): void;
}

interface ResponseOptions {
  readonly alignment: boolean;
  readonly html: boolean;
  readonly qualityScores: boolean;
}

interface BlockingService {
  translate(
    model: object,
    texts: CppList<string>,
    options: CppList<ResponseOptions>,
  ): { get(at: number): { getTranslatedText(): string }; delete(): void };
}

function modelFrom(bergamot: Bergamot, { model, shortlist, vocabularies }: ModelBytes): object {
  const memory = (bytes: Uint8Array, alignment: number): AlignedMemory => {
    const aligned = new bergamot.AlignedMemory(bytes.byteLength, alignment);
    aligned.getByteArrayView().set(bytes);
    return aligned;
  };
  const list = new bergamot.AlignedMemoryList();
  for (const vocabulary of vocabularies) list.push_back(memory(vocabulary, 64));
  const config = Object.entries(marianOptions)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
  return new bergamot.TranslationModel(config, memory(model, 256), memory(shortlist, 64), list, null);
}

function translateOne(
  bergamot: Bergamot,
  service: BlockingService,
  model: object,
  text: string,
  html: boolean,
): string {
  const texts = new bergamot.VectorString();
  const options = new bergamot.VectorResponseOptions();
  texts.push_back(text);
  options.push_back({ alignment: false, html, qualityScores: false });
  const responses = service.translate(model, texts, options);
  const translation = responses.get(0).getTranslatedText();
  for (const held of [texts, options, responses]) held.delete();
  return translation;
}

/** Runs Emscripten's glue, which looks for a browser's worker, and hands it the WebAssembly. */
function startBergamot(): Promise<Bergamot> {
  const require = createRequire(import.meta.url);
  const glue = require.resolve('@browsermt/bergamot-translator/worker/bergamot-translator-worker.js');
  const wasm = require.resolve('@browsermt/bergamot-translator/worker/bergamot-translator-worker.wasm');
  return new Promise((resolve, reject) => {
    const module = {
      // Marian's own log may quote what it was given.
      print: () => undefined,
      printErr: () => undefined,
      onAbort: () => reject(new Error('the translation runtime gave up while it started')),
      instantiateWasm: (imports: object, accept: (instance: WasmInstance) => void) => {
        instantiate(wasm, imports).then(accept, reject);
        return {};
      },
      onRuntimeInitialized: () => resolve(Reflect.get(globalThis, 'Module')),
    };
    Object.assign(globalThis, {
      Module: module,
      self: globalThis,
      location: { href: 'file:///' },
      importScripts: () => undefined,
    });
    runInThisContext(readFileSync(glue, 'utf8'), { filename: glue });
  });
}

type WasmExports = Readonly<Record<string, unknown>>;

interface WasmInstance {
  readonly exports: WasmExports;
}

/** `WebAssembly` as far as it is used: Node's types declare only its streams. */
interface Wasm {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ readonly instance: WasmInstance }>;
}

async function instantiate(file: string, imports: object): Promise<WasmInstance> {
  const wasm: Wasm = Reflect.get(globalThis, 'WebAssembly');
  // Firefox brings matrix multiplication of its own; here the module's slower exports stand in.
  const held: { exports: WasmExports } = { exports: {} };
  const gemm = Object.fromEntries(
    gemmFunctions.map((name) => [name, (...given: unknown[]) => callExport(held.exports, name, given)]),
  );
  const { instance } = await wasm.instantiate(readFileSync(file), { ...imports, wasm_gemm: gemm });
  held.exports = instance.exports;
  return instance;
}

const gemmFunctions = [
  'int8_prepare_a',
  'int8_prepare_b',
  'int8_prepare_b_from_transposed',
  'int8_prepare_b_from_quantized_transposed',
  'int8_prepare_bias',
  'int8_multiply_and_add_bias',
  'int8_select_columns_of_b',
] as const;

/** `int8_prepare_a` → `int8PrepareAFallback`. */
function callExport(exports: WasmExports, name: string, given: readonly unknown[]): unknown {
  const exported = `${name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())}Fallback`;
  const fallback = exports[exported];
  if (typeof fallback !== 'function') throw new Error(`the translation runtime lacks ${exported}`);
  return fallback(...given);
}
