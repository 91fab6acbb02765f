import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { mongo } from 'mongoose';

const { deserialize, serialize } = mongo.BSON;
const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_MSG = 2013;
const OP_QUERY = 2004;

export type Command = Readonly<Record<string, unknown>>;
/** `cut` breaks the connection instead of handing the message on, `lose` lets the client wait for it. */
export interface WireHooks {
  onCommand?(command: Command): 'pass' | 'cut';
  onReply?(command: Command, reply: Command): Command | 'cut' | 'lose';
}

export interface WireProxy {
  /** The server's URI, by way of the proxy. */
  readonly uri: string;
  readonly commands: Command[];
  hooks: WireHooks;
  /** Breaks every connection and takes no more. */
  close(): Promise<void>;
}

/**
 * Stands between a client and a MongoDB server: sees every command, and can lose or change replies.
 * @param server names one host, without TLS
 */
export async function openWireProxy(server: string): Promise<WireProxy> {
  const target = new URL(server);
  const sockets = new Set<Socket>();
  const listener = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    relay(client, upstream);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const own = new URL(server);
  own.port = String((listener.address() as AddressInfo).port);
  // A client that knows of the replica set would go to its members, past the proxy.
  own.searchParams.delete('replicaSet');
  own.searchParams.set('directConnection', 'true');
  const proxy: WireProxy = {
    uri: own.href,
    commands: [],
    hooks: {},
    async close() {
      for (const socket of sockets) socket.destroy();
      if (!listener.listening) return;
      listener.close();
      await once(listener, 'close');
    },
  };

  function relay(client: Socket, upstream: Socket): void {
    const asked = new Map<number, Command>();
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        sockets.delete(socket);
        cut();
      });
    }
    client.on(
      'data',
      splitMessages((message) => {
        const command = readDocument(message);
        asked.set(message.readInt32LE(4), command);
        proxy.commands.push(command);
        if (proxy.hooks.onCommand?.(command) === 'cut') cut();
        else upstream.write(message);
      }),
    );
    upstream.on(
      'data',
      splitMessages((message) => {
        const command = asked.get(message.readInt32LE(8));
        const reply = readDocument(message);
        const answer = command === undefined ? reply : (proxy.hooks.onReply?.(command, reply) ?? reply);
        if (answer === 'cut') cut();
        else if (answer !== 'lose') client.write(answer === reply ? message : writeDocument(message, answer));
      }),
    );
  }

  return proxy;
}

function splitMessages(take: (message: Buffer) => void): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
      const length = pending.readInt32LE(0);
      take(pending.subarray(0, length));
      pending = pending.subarray(length);
    }
  };
}

/** Where the message's main document starts. */
function documentOffset(message: Buffer): number {
  const opCode = message.readInt32LE(12);
  if (opCode === OP_MSG) return HEADER_BYTES + 5;
  if (opCode === OP_REPLY) return HEADER_BYTES + 20;
  if (opCode === OP_QUERY) return message.indexOf(0, HEADER_BYTES + 4) + 9;
  throw new Error(`Not a message this proxy knows: ${opCode}`);
}

/** The main document and, in the order of the wire, the sequences of documents that go with it. */
function readDocument(message: Buffer): Command {
  let offset = documentOffset(message);
  const document = deserialize(message.subarray(offset, offset + message.readInt32LE(offset)));
  if (message.readInt32LE(12) !== OP_MSG) return document;
  offset += message.readInt32LE(offset);
  while (offset < message.length && message[offset] === 1) {
    const end = offset + 1 + message.readInt32LE(offset + 1);
    const nameEnd = message.indexOf(0, offset + 5);
    const name = message.toString('utf8', offset + 5, nameEnd);
    const documents: unknown[] = [];
    for (let at = nameEnd + 1; at < end; at += message.readInt32LE(at)) {
      documents.push(deserialize(message.subarray(at, at + message.readInt32LE(at))));
    }
    document[name] = documents;
    offset = end;
  }
  return document;
}

function writeDocument(original: Buffer, document: Command): Buffer {
  const start = original.subarray(0, documentOffset(original));
  const message = Buffer.concat([start, serialize(document)]);
  message.writeInt32LE(message.length, 0);
  return message;
}
