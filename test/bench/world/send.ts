import { Agent, request } from 'node:http';

/** As few parts as can be: the generator must not be what is measured. Connections are kept and used again. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** As every client does: once more on a fresh connection if the kept one was just being closed by the other side. */
export async function send(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | null,
): Promise<Answer> {
  const first = await attempt(method, url, headers, body);
  const answer = first ?? (await attempt(method, url, headers, body));
  if (answer === null) throw new Error(`${new URL(url).pathname} closed the connection twice`);
  return answer;
}

export function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Answer> {
  return send('POST', url, headers, body);
}

/** @returns `null` if a connection that was used before turned out to be closed */
function attempt(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | null,
): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => {
        text += chunk;
      });
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: text }));
      incoming.on('error', reject);
    });
    outgoing.on('error', (error) => (outgoing.reusedSocket ? resolve(null) : reject(error)));
    outgoing.end(body ?? undefined);
  });
}
