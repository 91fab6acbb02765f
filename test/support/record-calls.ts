import type { Store } from '../../src/ports/store.ts';

/** The same store, noting every call to it by name, in order, also inside transactions. */
export function recordCalls(store: Store, calls: string[]): Store {
  return {
    ...store,
    read: recordAll(store.read, 'read', calls),
    transact: (organizationId, work) =>
      store.transact(organizationId, (tx) => work(recordAll(tx, 'tx', calls))),
  };
}

/** @param rooms objects of functions, by name */
function recordAll<T extends object>(rooms: T, prefix: string, calls: string[]): T {
  const wrapped = Object.entries(rooms).map(([room, methods]) => {
    const named = Object.entries<(...args: never[]) => unknown>(methods).map(([name, method]) => [
      name,
      (...args: never[]) => {
        calls.push(`${prefix}.${room}.${name}`);
        return method(...args);
      },
    ]);
    return [room, Object.fromEntries(named)];
  });
  return Object.fromEntries(wrapped);
}
