/** Folders that other branches bring under the rules about sizes and tests. To be emptied when they are merged. */
const folders: readonly string[] = [];

export function notYetUnderRule(path: string): boolean {
  return folders.some((folder) => path.startsWith(folder));
}
