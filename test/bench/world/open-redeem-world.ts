import { Secret } from '../../../src/domain/secret.ts';
import { createAddRelyingService } from '../../../src/services/add-relying-service.ts';
import { createRedeemCode, type RedeemResult } from '../../../src/services/redeem-code.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { type IssuedCode, issueCodes } from './issue-codes.ts';
import { createDatabase, type StoreKind } from './open-bench-store.ts';
import { type SeededOrganization, seedOrganization } from './seed-organization.ts';

/** The use case over a real store, in this process. */
export interface RedeemWorld {
  readonly databaseUrl: string;
  readonly seeded: SeededOrganization;
  /** Of several relying services: each may ask only so much a minute. */
  readonly credentials: readonly Secret[];
  /** Codes for the next `count` people. */
  issue(count: number): Promise<IssuedCode[]>;
  redeem(issued: IssuedCode): Promise<RedeemResult>;
  close(): Promise<void>;
}

const SERVICES = 10;

export async function openRedeemWorld(kind: StoreKind = 'sqlite'): Promise<RedeemWorld> {
  const database = await createDatabase(kind);
  const seeded = await seedOrganization(database.url);
  const { store, keys, organization, targets } = seeded;
  const deps = { store, keys, clock: systemClock, random: systemRandom };
  const added = [];
  for (let count = 1; count <= SERVICES; count += 1) {
    added.push(await createAddRelyingService(deps)(organization.id, `Login ${count}`));
  }
  const services = added.map((one) => {
    if (one.kind !== 'created') throw new Error(`The relying service could not be added: ${one.kind}`);
    return one;
  });
  const [first] = services;
  if (first === undefined) throw new Error('There is no relying service');
  const redeemCode = createRedeemCode(deps);
  let next = 0;
  return {
    databaseUrl: database.url,
    seeded,
    credentials: services.map(({ credential }) => credential),
    issue(count) {
      const users = Array.from({ length: count }, () => {
        const user = targets[next++ % targets.length];
        if (user === undefined) throw new Error('There is nobody to issue a code for');
        return user;
      });
      return issueCodes(seeded, users);
    },
    redeem: ({ login, code }) =>
      redeemCode({ client: first.service, login, typedCode: new Secret(code), source: 'http:192.0.2.7' }),
    async close() {
      await store.close();
      await database.drop();
    },
  };
}
