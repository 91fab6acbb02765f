#!/usr/bin/env node
// Must be understood by any Node, however old: nothing newer than ES2017 but import(), and that inside a function.
(() => {
  var version = process.versions.node.split('.').map(Number);
  var isNewEnough = version[0] > 22 || (version[0] === 22 && version[1] >= 19);
  if (!isNewEnough) {
    process.stderr.write(
      `Backupcode needs Node 22.19 or newer, and this is ${process.versions.node}: start it with \`npm run backupcode -- ...\`, which brings its own.\n`,
    );
    process.exitCode = 1;
    return;
  }
  // A crash report would hold the environment, and with it the keys.
  if (process.report) process.report.excludeEnv = true;
  import('./keep-compiled-code.js')
    .then(() => import('./main.ts'))
    .catch((error) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      process.exitCode = 1;
    });
})();
