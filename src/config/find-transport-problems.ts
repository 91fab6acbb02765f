import type { Environment } from './config.ts';
import type { ConfigProblem } from './config-error.ts';
import { isLoopback } from './loopback.ts';

/** Node checks no certificate any more then, of nobody this process talks to: Slack's answers and the codes could be read. */
export function findTlsProblems(env: Environment): ConfigProblem[] {
  if (env.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return [];
  return [
    {
      variable: 'NODE_TLS_REJECT_UNAUTHORIZED',
      problem:
        'is 0, so anyone on the way could read the tokens and codes: remove it. To trust a certificate authority of your own, name its file in NODE_EXTRA_CA_CERTS',
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
    return [
      databaseProblem(
        `turns off the check of the server's certificate by ${unchecked ?? 'sslValidate'}, so another server could take its place: remove that option, and name a certificate authority of your own by tlsCAFile`,
      ),
    ];
  }
  const tls = values('tls', 'ssl');
  const isEncrypted = url.startsWith('mongodb+srv:')
    ? !tls.includes('false')
    : tls.length > 0 && tls.every((value) => value === 'true');
  if (isEncrypted || hosts.every((host) => host.endsWith('.sock') || isLoopback(host))) return [];
  return [
    databaseProblem(
      'names a MongoDB on another machine without TLS, so everything could be read and changed on the way: add tls=true',
    ),
  ];
}

function databaseProblem(text: string): ConfigProblem {
  return {
    variable: 'DATABASE_URL',
    problem: `${text}. Only where nobody else can reach the network between the two (a network of containers, say), set DATABASE_ALLOW_INSECURE=true instead`,
  };
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
      problem:
        'lets other machines reach the service by plain HTTP, so codes and credentials could be read on the way: put a proxy with TLS in front and name its address in TRUSTED_PROXIES. Only where nobody else can reach the port (in a container whose port is published to 127.0.0.1, say), set HTTP_ALLOW_PLAINTEXT=true instead',
    },
  ];
}
