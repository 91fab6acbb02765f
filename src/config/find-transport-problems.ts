import { say } from '../messages/say.ts';
import type { Environment } from './config.ts';
import type { ConfigProblem } from './config-error.ts';
import { isLoopback } from './loopback.ts';

/** With 0, Node checks no certificate at all: an impostor could read Slack's tokens and the codes. */
export function findTlsProblems(env: Environment): ConfigProblem[] {
  if (env.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return [];
  return [
    {
      variable: 'NODE_TLS_REJECT_UNAUTHORIZED',
      problem: say('config.tlsOff'),
    },
  ];
}

/** Without checked TLS, traffic to the database can be read, changed, or answered by an impostor. */
export function findDatabaseProblem(url: string, isAllowed: boolean): ConfigProblem[] {
  if (isAllowed || !/^mongodb(\+srv)?:/.test(url)) return [];
  const { hosts, options } = readMongoUrl(url);
  const values = (...names: string[]): string[] => names.flatMap((name) => options.get(name) ?? []);
  const unchecked = ['tlsInsecure', 'tlsAllowInvalidCertificates', 'tlsAllowInvalidHostnames'].find((name) =>
    values(name.toLowerCase()).some((value) => value !== 'false'),
  );
  if (unchecked !== undefined || values('sslvalidate').includes('false')) {
    return [databaseProblem(say('config.databaseUnchecked', { option: unchecked ?? 'sslValidate' }))];
  }
  const tls = values('tls', 'ssl');
  const isEncrypted = url.startsWith('mongodb+srv:')
    ? !tls.includes('false')
    : tls.length > 0 && tls.every((value) => value === 'true');
  if (isEncrypted || hosts.every((host) => host.endsWith('.sock') || isLoopback(host))) return [];
  return [databaseProblem(say('config.databasePlain'))];
}

function databaseProblem(problem: string): ConfigProblem {
  return { variable: 'DATABASE_URL', problem };
}

/** Parts of a MongoDB address, in lower case; the driver reads names of options in either case, and each may come more than once. */
function readMongoUrl(url: string): { hosts: string[]; options: Map<string, string[]> } {
  const [, authority = '', query = ''] = /^[^:]+:\/\/([^/?]*)(?:\/[^?]*)?(?:\?(.*))?$/s.exec(url) ?? [];
  const list = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  const hosts = list.split(',').map((host) => host.replace(/:\d*$/, ''));
  const options = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    const key = name.toLowerCase();
    options.set(key, [...(options.get(key) ?? []), value.toLowerCase()]);
  }
  return { hosts, options };
}

/** Codes and credentials come in by HTTP: in the open only on this machine, or from a proxy that has ended TLS. */
export function findHttpProblem(http: {
  readonly host: string;
  readonly hasProxies: boolean;
  readonly isAllowed: boolean;
}): ConfigProblem[] {
  if (http.isAllowed || http.hasProxies || isLoopback(http.host)) return [];
  return [
    {
      variable: 'HTTP_HOST',
      problem: say('config.httpPlain'),
    },
  ];
}
