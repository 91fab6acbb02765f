import { Agent, request } from 'node:http';

/** As few parts as can be: the generator must not be what is measured. Connections are kept and used again. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

export interface PostAnswer {
  readonly status: number;
  readonly body: string;
}

export function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<PostAnswer> {
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
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
