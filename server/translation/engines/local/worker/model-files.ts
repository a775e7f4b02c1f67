/** The files of one direction, checked again each time they are loaded. */
export interface ModelFiles {
  readonly model: StoredFile;
  readonly shortlist: StoredFile;
  /** One that both languages share, or the source's and the target's. */
  readonly vocabularies: readonly [StoredFile] | readonly [StoredFile, StoredFile];
}

export interface StoredFile {
  readonly path: string;
  readonly bytes: number;
  /** Of the file as it lies there, in hexadecimal digits. */
  readonly sha256: string;
}
