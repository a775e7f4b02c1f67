// The name of the archive that better-sqlite3's vendor publishes for this Node, as prebuild-install asks for it.
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('node_modules/better-sqlite3/package.json', 'utf8'));
console.log(
  `better-sqlite3-v${version}-node-v${process.versions.modules}-${process.platform}-${process.arch}.tar.gz`,
);
