import { existsSync } from 'node:fs';

/**
 * The path of a server that Debian packages; `null` where it is not installed. Where `SERVERS_REQUIRED` is set, as in CI, a missing server is
 * an error: a test that quietly skips itself proves nothing.
 */
export function findServer(program: string, debianPackage: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
  const path = folders.map((folder) => `${folder}/${program}`).find((each) => existsSync(each));
  if (path !== undefined) return path;
  const problem = `${program} is not installed: apt-get install ${debianPackage}`;
  if (process.env.SERVERS_REQUIRED !== undefined) throw new Error(problem);
  process.stderr.write(`WARNING: TESTS SKIPPED: ${problem}\n`);
  return null;
}
