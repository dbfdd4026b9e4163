#!/usr/bin/env node
// The name that the troubleshooting guide gives to this chore. It is done by the launcher: ./ninja setup ninja
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join, dirname } = require('node:path');

const home = dirname(__dirname);
const launcher = ['ninja', '3cx-ninja'].map((name) => join(home, name)).find(existsSync);
if (!launcher) {
  console.error(`Ni ninja ni 3cx-ninja dans ${home} / neither ninja nor 3cx-ninja in ${home}`);
  process.exit(69);
}
const done = spawnSync(launcher, ['setup', 'ninja', ...process.argv.slice(2)], { stdio: 'inherit' });
if (done.error) {
  console.error(`${launcher}: ${done.error.message}`);
  process.exit(70);
}
process.exit(done.status ?? 1);
