import type { Direction } from '../model-routes.ts';

/** One compressed file as mirrors hold it. */
export interface CatalogFile {
  /** Below a mirror's address. */
  readonly path: string;
  readonly gzBytes: number;
  readonly gzSha256: string;
}

export interface CatalogModel extends Direction {
  /** Quality by Mozilla's evaluation: 0.8 and more is good. */
  readonly comet?: number | undefined;
  /** Of the model file as it is loaded. */
  readonly modelBytes: number;
  readonly modelSha256: string;
  readonly files: CatalogFiles;
}

/** `vocab` where both languages share one, else `srcvocab` and `trgvocab`. */
interface CatalogFiles {
  readonly model: CatalogFile;
  readonly lex: CatalogFile;
  readonly vocab?: CatalogFile | undefined;
  readonly srcvocab?: CatalogFile | undefined;
  readonly trgvocab?: CatalogFile | undefined;
}

export function downloadBytes({ files }: CatalogModel): number {
  return Object.values(files).reduce((sum, file) => sum + (file?.gzBytes ?? 0), 0);
}
