import { type Catalog, compileCatalog, placeholdersOf } from './compile-message.ts';

/** The source of `message-values.ts`: each key of a catalog, and the names of the values it takes. */
export function messageTypes(catalog: Catalog): string {
  const lines = Object.entries(compileCatalog(catalog)).map(([key, message]) => {
    const names = placeholdersOf(message).map((name) => `'${name}'`);
    return `  readonly ${key}: ${names.length === 0 ? 'never' : names.join(' | ')};`;
  });
  return `/** Generated from messages/en.json; \`npm run messages\` writes it anew. */
export interface MessageValues {
${lines.join('\n')}
}
`;
}
