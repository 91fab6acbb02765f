import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const PASSWORD = 'correct horse';
const BASE = 'dc=corp,dc=example';

/** OpenLDAP's server with a certificate of a private CA, and what Active Directory adds to the schema. */
export interface Slapd {
  readonly plainPort: number;
  readonly tlsPort: number;
  readonly ca: string;
  stop(): Promise<void>;
}

const SCHEMA = `
attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.2 NAME 'objectGUID' EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.782 NAME 'objectCategory' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.656 NAME 'userPrincipalName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.2.141 NAME 'department' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
objectclass ( 1.2.840.113556.1.5.9 NAME 'user' SUP inetOrgPerson STRUCTURAL
  MAY ( userAccountControl $ objectGUID $ objectCategory $ userPrincipalName $ department ) )
objectclass ( 1.2.840.113556.1.5.8 NAME 'group' SUP top STRUCTURAL MUST cn MAY ( member $ objectGUID ) )
`;

/** @param ldif entries below the base, without the base itself */
export async function startSlapd(program: string, ldif: string): Promise<Slapd> {
  const folder = mkdtempSync(join(tmpdir(), 'backupcode-ldap-'));
  const at = (name: string): string => join(folder, name);
  mkdirSync(at('data'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=Private CA',
  );
  openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  writeFileSync(at('san'), 'subjectAltName=DNS:localhost');
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'san',
    '-out',
    'server.pem',
  );
  writeFileSync(at('ad.schema'), SCHEMA);
  writeFileSync(
    at('slapd.conf'),
    `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include ${at('ad.schema')}
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCACertificateFile ${at('ca.pem')}
TLSCertificateFile ${at('server.pem')}
TLSCertificateKeyFile ${at('server.key')}
security simple_bind=112
database mdb
suffix "${BASE}"
directory ${at('data')}
maxsize 1073741824
sizelimit 500
limits dn.exact="cn=sync,${BASE}" size.pr=500 size.prtotal=unlimited
limits dn.exact="cn=limited,${BASE}" size.pr=500 size.prtotal=3
access to attrs=userPassword by anonymous auth by * none
access to * by users read
`,
  );
  const reader = (name: string) =>
    `dn: cn=${name},${BASE}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: ${name}\nuserPassword: ${PASSWORD}\n\n`;
  const base = `dn: ${BASE}\nobjectClass: dcObject\nobjectClass: organization\no: Corp\ndc: corp\n\n`;
  writeFileSync(at('data.ldif'), `${base}${reader('sync')}${reader('limited')}${ldif}`);
  execFileSync(program, ['-Ta', '-f', at('slapd.conf'), '-l', at('data.ldif')]);
  const [plainPort, tlsPort] = [await findFreePort(), await findFreePort()];
  const urls = `ldap://127.0.0.1:${plainPort} ldaps://127.0.0.1:${tlsPort}`;
  const server = spawn(program, ['-h', urls, '-f', at('slapd.conf'), '-d', 'none'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: string[] = [];
  for await (const line of createInterface(server.stderr)) {
    lines.push(line);
    if (line.includes('slapd starting')) break;
  }
  if (!lines.at(-1)?.includes('slapd starting')) throw new Error(`slapd did not start:\n${lines.join('\n')}`);
  server.stderr.resume();
  return {
    plainPort,
    tlsPort,
    ca: readFileSync(at('ca.pem'), 'utf8'),
    async stop() {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}
