import { readFileSync, writeFileSync } from 'node:fs';
import { renderEnvFile } from '../../src/config/env-file.ts';

// Holds `.env.example` to the table of variables; with --write it is made anew.
const path = new URL('../../.env.example', import.meta.url);
const expected = renderEnvFile({});
if (process.argv.includes('--write')) {
  writeFileSync(path, expected);
} else if (readFileSync(path, 'utf8') !== expected) {
  process.stderr.write(
    '.env.example differs from src/config/variables.ts: run `npm run check:env -- --write`\n',
  );
  process.exitCode = 1;
}
