import { documents, read } from './documents.ts';

/** Who runs a command that a document names; or why nobody does. */
export type Proof = { readonly runBy: string } | { readonly notRun: string };

const story = { runBy: 'test/faults/documented-commands.test.ts' };
const check = { runBy: 'package.json' };
const rehearsal = { runBy: 'test/faults/backup-and-upgrade.test.ts' };
const measures = { notRun: 'it measures this machine for minutes, alone' };
const container = { notRun: 'it needs a container engine; .ci/image-steps runs the steps of the image' };

/** Every command of the documents. `package.json`: part of `npm run check`, which `.ci/run` runs from a clean clone. */
export const proofs: Readonly<Record<string, Proof>> = {
  'npm ci': { runBy: '.ci/run' },
  'npm test': { runBy: '.ci/bare-machine' },
  'npm run build': { runBy: '.ci/run' },
  'npm run check': { runBy: '.ci/run' },
  '.ci/run': { notRun: 'it is what runs the others' },
  '.ci/bare-machine': { runBy: '.ci/run' },
  '.ci/node-line': { runBy: '.ci/run' },
  '.ci/image-steps': { runBy: '.ci/run' },
  'npm run typecheck': check,
  'npm run lint': check,
  'npm run unused': check,
  'npm run test:faults': check,
  'npm run demo': story,
  'npm run demo -- --help': story,
  'npm run demo -- --network': story,
  'npm run setup': story,
  'npm run doctor': story,
  'npm start': story,
  'node dist/server/main.js': story,
  'npm run dev': story,
  'npm run demo -- --models': { notRun: 'it downloads from a published mirror' },
  'npm run models': { runBy: 'test/server/commands/models.test.ts' },
  'npm run models -- en-es es-en': { runBy: 'test/server/commands/models.test.ts' },
  'npm run models -- list': { runBy: 'test/server/commands/models.test.ts' },
  'npm run models -- export': {
    runBy: 'test/server/translation/engines/local/command/models-command.test.ts',
  },
  'npm run backup -- <file>': { notRun: 'npm run backup -- /var/backups/captions.db is an example of it' },
  'npm run backup -- /var/backups/captions.db': rehearsal,
  'rm -f data/captions.db-wal data/captions.db-shm': rehearsal,
  'cp /var/backups/captions.db data/captions.db': rehearsal,
  'pg_dump --format=custom --file=/var/backups/captions.dump "$DATABASE_URL"': rehearsal,
  'pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" /var/backups/captions.dump':
    rehearsal,
  'psql "$DATABASE_URL" --command "update meetings set epoch = md5(random()::text || id)"': rehearsal,
  'node dist/server/commands/backup.js': check,
  'node dist/server/commands/models.js': { notRun: 'npm run models is the same from the sources' },
  'docker build --tag zoom-translated-captions .': container,
  'docker run --env-file .env --publish 127.0.0.1:3000:3000 --volume captions:/app/data zoom-translated-captions':
    container,
  'docker compose up --detach --build': container,
  'npm run bench -- --only readers --viewers 10': measures,
  'npm run bench -- --only readers --viewers 1000': measures,
  'npm run bench -- --only joining': measures,
  'npm run bench -- --only meetings': measures,
  'npm run bench': { notRun: 'it measures this machine for minutes, alone' },
  'npm run bench:engines': { notRun: 'it measures this machine for minutes, alone' },
  'npm run bench:services': { notRun: 'it measures this machine, and the Redis and PostgreSQL of the tests' },
  'npm run bench -- --json <file>': measures,
  'npm run bench:services -- --json <file>': measures,
  'npm run simulate:scale': { runBy: 'test/tools/scale/measured.test.ts' },
  'npm run simulate:scale -- --help': { runBy: 'test/tools/scale/measured.test.ts' },
  'npm run simulate:scale -- --record <files>': { notRun: 'its files come from npm run bench' },
  'npm run soak': { runBy: 'test/faults/soak.test.ts' },
  'npm run soak -- --minutes 10 --seed 42 --nodes 3': { notRun: 'npm run soak is the same for some seconds' },
  'npm run bench:local': { notRun: 'it measures this machine, alone' },
  'npm run evaluate': story,
  'npm run evaluate -- --help': story,
  'npm run evaluate -- --boundaries': { runBy: 'test/tools/evaluation/boundaries.test.ts' },
  'npm run evaluate -- --boundaries --misses': {
    notRun: 'it adds the wrong cuts to the table of npm run evaluate -- --boundaries',
  },
  'npm run messages': story,
  'node scripts/third-party-notices.mjs': story,
  'npm run pictures': { runBy: 'test/browser/slow/pictures.test.ts' },
  'npm run format': { notRun: 'npm run lint is the same without writing' },
  'npm run bench:panel': { notRun: 'it measures this machine for minutes, alone' },
  'npx vitest run --config test/vitest.config.ts --project unit test/server/captions': {
    notRun: 'npm test runs the same files',
  },
  'npm view <name>@latest engines': { notRun: 'it asks the npm registry' },
  'sudo apt-get install -y python3 make g++': {
    notRun: 'it installs system packages; .ci/run installs the same',
  },
  'curl -I https://<host>/panel': { notRun: 'it needs the server’s public address' },
};

/** The commands of all documents: lines of shell blocks, and what stands in the text as code. */
export function documentedCommands(): readonly { readonly document: string; readonly command: string }[] {
  return documents.flatMap((document) => {
    const text = read(document);
    const blocks = [...text.matchAll(/^ *```sh\n(.*?)^ *```/gms)].flatMap(([, block = '']) =>
      block.split('\n'),
    );
    const prose = text.replaceAll(/^ *```.*?^ *```/gms, '');
    const spans = [...prose.matchAll(/`([^`\n]+)`/g)].flatMap(([, span = '']) =>
      looksLikeOne.test(span) ? [span] : [],
    );
    return [...blocks, ...spans]
      .flatMap((line) => line.replace(/\s#.*/, '').split('&&'))
      .map((command) => command.trim())
      .filter((command) => command !== '')
      .map((command) => ({ document, command }));
  });
}

const looksLikeOne = /^(?:sudo|npm|npx|node|curl|docker|apt-get) |^\.ci\/[\w-]+$/;
