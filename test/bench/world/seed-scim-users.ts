import { type DirectoryUser, noSourceFields } from '../../../src/domain/directory/directory-user.ts';
import type { SourcePerson } from '../../../src/domain/directory/source-person.ts';
import type { SourceId } from '../../../src/domain/ids.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import type { OwnScimServer } from './open-scim-server.ts';
import { describeUser, loginOf } from './scim-calls.ts';

const BATCH = 250;

/** Everything that creating these users over SCIM leaves behind, but the audit: through the store, as a million requests would take hours. */
export async function seedScimUsers({ store, source }: OwnScimServer, count: number): Promise<void> {
  const { organizationId, id: sourceId } = source;
  const times = { createdAt: source.createdAt, updatedAt: source.createdAt };
  for (let from = 1; from <= count; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - from + 1) }, (_, index) => from + index);
    const users = numbers.map((number): DirectoryUser => {
      const { displayName, externalId } = describeUser(number);
      return {
        id: systemRandom.id('user'),
        organizationId,
        displayName,
        role: 'member',
        status: 'confirmed',
        email: loginOf(number),
        mobile: null,
        alias: null,
        primary: 'email',
        ...noSourceFields,
        sourceId,
        externalId,
        ...times,
      };
    });
    await store.transact(organizationId, async (tx) => {
      await tx.directory.insertMany(users);
      await tx.sourcePeople.putMany(users.map((user) => toPerson(user, sourceId)));
      for (const [index, { id }] of users.entries()) {
        const content = describeUser(from + index);
        await tx.scimResources.insert({
          organizationId,
          sourceId,
          type: 'User',
          id,
          name: content.userName,
          externalId: content.externalId,
          emails: [content.userName],
          content: JSON.stringify(content),
          version: 1,
          ...times,
        });
      }
    });
  }
}

function toPerson(user: DirectoryUser, sourceId: SourceId): SourcePerson {
  const { organizationId, id: userId, displayName, email, alias, mobile, status, updatedAt } = user;
  const externalId = user.externalId ?? '';
  return {
    organizationId,
    sourceId,
    externalId,
    userId,
    record: {
      externalId,
      displayName,
      email,
      mobile,
      alias,
      status,
      manager: null,
      department: null,
      employeeNumber: null,
      groups: null,
      attributes: {},
      hasTwoPrimaries: false,
    },
    ruleRole: null,
    ignored: [],
    updatedAt,
  };
}
