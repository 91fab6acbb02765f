import type { mongo } from 'mongoose';

/** Nothing of ours is asked of these. */
const OTHERS: readonly string[] = ['RSSecondary', 'RSArbiter', 'RSOther', 'RSGhost'];

/** Calls back when the driver has given up its connections to the server that is asked, after one of them broke or it went away. */
export function watchLostConnections(client: mongo.MongoClient, onLost: () => void): void {
  const others = new Set<string>(); // by the server's address
  client.on('serverDescriptionChanged', ({ address, previousDescription, newDescription }) => {
    const { type } = newDescription.type === 'Unknown' ? previousDescription : newDescription;
    if (OTHERS.includes(type)) others.add(address);
    else others.delete(address);
  });
  client.on('connectionPoolCleared', ({ address }) => {
    if (!others.has(address)) onLost();
  });
}
