// Writes THIRD_PARTY_NOTICES.md: what ships with this program, from package-lock.json and the installed packages.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const readJson = (path) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

const { packages } = readJson('package-lock.json');
const rows = Object.entries(packages)
  .filter(([path, entry]) => path !== '' && isShipped(path, entry))
  .map(([path]) => notice(path))
  // One package may be installed in several places.
  .filter((row, index, all) => all.findIndex((other) => other.key === row.key) === index)
  .toSorted((a, b) => (a.key < b.key ? -1 : 1));

const unlicensed = rows.filter(({ licence }) => licence === undefined).map(({ name }) => name);
if (unlicensed.length > 0) throw new Error(`no licence found: ${unlicensed.join(', ')}`);

const text = `# Third-party notices

Made by \`node scripts/third-party-notices.mjs\`; do not edit.

Zoom Translated Captions itself is under the MIT licence, see \`LICENSE\`. These packages run with it, in the server or in the
pages it serves. Each keeps its own licence; the full text is in the package's folder under \`node_modules\`.

Two of them are fonts, Atkinson Hyperlegible and Lexend, which readers may choose for the captions; the panel otherwise uses the fonts
of the reader's system. The OFL lets them be served with any program, and not be sold by themselves.

| package | version | licence | copyright, address |
|---|---|---|---|
${rows.map(({ name, version, licence, who }) => `| ${name} | ${version} | ${licence} | ${who} |`).join('\n')}

## Not part of this program

- **Apertium** and its language data (\`apertium\`, \`apertium-eng-spa\` and others) are separate programs under the GNU General Public
  License. Where the operator has installed them they run as processes of their own and talk over pipes. Nothing of theirs is
  copied here.
- **Mozilla's translation models** (\`mozilla/firefox-translations-models\`, Mozilla Public License 2.0) are downloaded by the server or
  by the operator when a language is first read. Their list, with sizes and hashes, is in
  \`server/translation/engines/local/models/published-models.ts\`.
- **Unicode CLDR** (Unicode License V3, © 1991–2024 Unicode, Inc., https://www.unicode.org/license.txt): abbreviations of German, English,
  Spanish, French, Italian, Portuguese and Russian in \`server/captions/sentences/languages/\` were chosen from its segmentation suppressions.
- **SQLite** is in the public domain and comes inside better-sqlite3.
- **Zoom** is a trademark of Zoom Communications, Inc. This project is not made or endorsed by Zoom.
- No pictures or data sets of others are shipped.
`;

writeFileSync(new URL('THIRD_PARTY_NOTICES.md', root), text);
console.log(`THIRD_PARTY_NOTICES.md: ${rows.length} packages`);

/** Fonts and the QR code are built into the pages, whatever kind of dependency they are. */
function isShipped(path, entry) {
  const isBuiltIn = /node_modules\/(@fontsource\/.*|qrcode|dijkstrajs)$/.test(path);
  return isBuiltIn || !(entry.dev || entry.devOptional || entry.optional);
}

function notice(path) {
  const manifest = readJson(`${path}/package.json`);
  const { name, version, license, licenses, homepage } = manifest;
  const licence = licenceName(license ?? licenses?.[0]);
  const who = (copyrightOf(path) ?? personName(manifest.author))?.replaceAll(
    /\s*[(<]?[\w.~-]+@[\w.-]+[)>]?/g,
    '',
  );
  const where = addressOf(manifest.repository) ?? homepage ?? `https://www.npmjs.com/package/${name}`;
  return {
    key: `${name}@${version}`,
    name,
    version,
    licence,
    who: cell(who === undefined ? where : `${who}, ${where}`),
  };
}

function licenceName(value) {
  return typeof value === 'object' && value !== null ? value.type : value;
}

/** The first "Copyright …" line of the package's own licence file: what MIT and BSD ask to be kept. */
function copyrightOf(path) {
  const file = readdirSync(new URL(`${path}/`, root)).find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file === undefined) return undefined;
  const lines = readFileSync(new URL(`${path}/${file}`, root), 'utf8').split('\n');
  const line = lines.find((candidate) => /^\W*Copyright\s+(\([Cc]\)|©|\d{4}|[A-Z])/.test(candidate));
  return line
    ?.replace(/^\W*Copyright\s+(\([Cc]\)|©)?\s*/, '© ')
    .replaceAll(/&lt;.*?&gt;|\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[.;\s]*(all rights reserved)?[.;\s]*$/i, '');
}

function personName(author) {
  const name = typeof author === 'object' && author !== null ? author.name : author;
  return name?.replace(/\s*[<(].*$/, '');
}

function addressOf(repository) {
  const url = typeof repository === 'object' && repository !== null ? repository.url : repository;
  if (url === undefined) return undefined;
  if (/^[\w-]+\/[\w.-]+$/.test(url)) return `https://github.com/${url}`;
  return url
    .replace(/^git\+/, '')
    .replace(/^git@github\.com:/, 'https://github.com/')
    .replace(/^(git|ssh):\/\/(git@)?/, 'https://')
    .replace(/^github:/, 'https://github.com/')
    .replace(/\.git$/, '');
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').replaceAll(/</g, '‹').replaceAll(/>/g, '›');
}
