import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isVerificationRecord } from '../../src/domain/directory/domain-check.ts';
import type { LookUpTxt } from '../../src/services/organization/verification-record.ts';
import { createLookUpTxt } from '../../src/system/look-up-txt.ts';
import { findServer } from '../support/debian-server.ts';

/** BIND, as Debian packages it: a server of our own making would only repeat what we believe of DNS. */
const named = findServer('named', 'bind9');

const TOKEN = 'backupcode-verification=aB3-_xYz';
const ZONE = `$TTL 60
@ SOA ns.acme.test. admin.acme.test. 1 60 60 60 60
@ NS ns.acme.test.
ns A 127.0.0.1
_backupcode TXT "v=spf1 -all"
_backupcode TXT "backupcode-" "verification=" "aB3-_xYz"
_backupcode TXT "google-site-verification=1"
_backupcode.alias CNAME proof.elsewhere
proof.elsewhere TXT "${TOKEN}"
*.wild TXT "${TOKEN}"
_backupcode.quoted TXT "\\"${TOKEN}\\""
_backupcode.pasted TXT "\\"backupcode-verif\\" \\"ication=aB3-_xYz\\""
_backupcode.spaces TXT "  ${TOKEN} "
_backupcode.dotted TXT "${TOKEN}."
_backupcode.lower TXT "${TOKEN.toLowerCase()}"
address A 127.0.0.1
_backupcode.dangling CNAME nothing
_backupcode.long TXT "${'x'.repeat(255)}" "${'y'.repeat(255)}"
`;

let folder: string;
let server: ChildProcess | undefined;
let lookUpTxt: LookUpTxt;

beforeAll(async () => {
  if (named === null) return;
  folder = await mkdtemp(join(tmpdir(), 'backupcode-dns-'));
  const port = await findFreePort();
  await writeFile(join(folder, 'zone'), ZONE);
  // Nothing answers at the forwarder, so names outside the zones cannot be resolved.
  await writeFile(
    join(folder, 'named.conf'),
    `options { directory "${folder}"; listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };
  pid-file none; session-keyfile none; dnssec-validation no; allow-query { 127.0.0.1; };
  recursion yes; forwarders { 127.0.0.1 port 1; }; forward only; };
controls { };
zone "acme.test" { type primary; file "zone"; };
zone "refused.test" { type primary; file "zone"; allow-query { none; }; };
`,
  );
  server = spawn(named, ['-g', '-c', join(folder, 'named.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  if (server.stderr === null) throw new Error('named has no output');
  const lines: string[] = [];
  for await (const line of createInterface(server.stderr)) {
    lines.push(line);
    if (line.endsWith(' running')) break;
  }
  const isLoaded = lines.some((line) => line.endsWith('all zones loaded'));
  if (!isLoaded) throw new Error(`named did not start:\n${lines.join('\n')}`);
  server.stderr.resume();
  lookUpTxt = createLookUpTxt([`127.0.0.1:${port}`]);
}, 30_000);

afterAll(async () => {
  if (server === undefined) return;
  const ended = once(server, 'exit');
  server.kill();
  await ended;
  await rm(folder, { recursive: true });
});

/** A port that is free for TCP, and so most likely for UDP too. */
async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

describe.skipIf(named === null)('N12: a TXT record, asked of a real DNS server', () => {
  it.each([
    ['among several records, split into strings', '_backupcode.acme.test'],
    ['with the name in another case', '_BackupCode.ACME.test'],
    ['with a dot at the end of the name', '_backupcode.acme.test.'],
    ['by a CNAME', '_backupcode.alias.acme.test'],
    ['by a wildcard', '_backupcode.wild.acme.test'],
    ['with quotes in its value', '_backupcode.quoted.acme.test'],
    ['pasted in two quoted parts', '_backupcode.pasted.acme.test'],
    ['with spaces around it', '_backupcode.spaces.acme.test'],
    ['with a dot at the end of the value', '_backupcode.dotted.acme.test'],
    ['in lower case', '_backupcode.lower.acme.test'],
  ])('is found %s', async (_how, name) => {
    const lookup = await lookUpTxt(name);
    const values = lookup.kind === 'records' ? lookup.values : [];
    expect(
      values.some((value) => isVerificationRecord(value, TOKEN)),
      JSON.stringify(lookup),
    ).toBe(true);
  });

  it('of any length comes as one text', async () => {
    expect(await lookUpTxt('_backupcode.long.acme.test')).toEqual({
      kind: 'records',
      values: ['x'.repeat(255) + 'y'.repeat(255)],
    });
  });

  it.each([
    ['there is no such name', '_backupcode.none.acme.test'],
    ['the name has only other records', 'address.acme.test'],
    ['a CNAME leads nowhere', '_backupcode.dangling.acme.test'],
  ])('is missing where %s', async (_why, name) => {
    expect(await lookUpTxt(name)).toEqual({ kind: 'none' });
  });

  it.each([
    ['refuses to answer', '_backupcode.refused.test', 'EREFUSED'],
    ['cannot reach the others', '_backupcode.outside.example', 'ESERVFAIL'],
  ])('is neither there nor missing where the server %s', async (_why, name, why) => {
    expect(await lookUpTxt(name)).toEqual({ kind: 'failed', why });
  });
});

it('N12: a DNS server that never answers is neither a record nor a missing one', async () => {
  const silent = createSocket('udp4');
  silent.bind(0, '127.0.0.1');
  await once(silent, 'listening');
  const lookUp = createLookUpTxt([`127.0.0.1:${silent.address().port}`]);
  expect(await lookUp('_backupcode.acme.test')).toEqual({ kind: 'timed_out' });
  silent.close();
}, 60_000);
