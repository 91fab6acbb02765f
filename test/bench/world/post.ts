import { Agent, request } from 'node:http';

/** As few parts as can be: the generator must not be what is measured. Connections are kept and used again. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export interface PostAnswer {
  readonly status: number;
  readonly body: string;
}

/** As every client does: once more on a fresh connection if the kept one was just being closed by the other side. */
export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<PostAnswer> {
  const first = await attempt(url, headers, body);
  const answer = first ?? (await attempt(url, headers, body));
  if (answer === null) throw new Error(`${new URL(url).pathname} closed the connection twice`);
  return answer;
}

/** @returns `null` if a connection that was used before turned out to be closed */
function attempt(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<PostAnswer | null> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers, agent }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => {
        text += chunk;
      });
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: text }));
      incoming.on('error', reject);
    });
    outgoing.on('error', (error) => (outgoing.reusedSocket ? resolve(null) : reject(error)));
    outgoing.end(body);
  });
}
