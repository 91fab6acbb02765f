import { describe, expect, it } from 'vitest';
import { type DirectoryUser, noSourceFields } from '../../src/domain/directory/directory-user.ts';
import { UniqueViolationError } from '../../src/ports/store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeDirectory(harness: ContractHarness): void {
  describe('directory users and Slack identities', () => {
    const context = useContractStore(harness);
    const make = createStoreFixtures('b');
    const idsOf = (users: readonly DirectoryUser[]) => users.map((user) => user.id).sort();

    it('a user comes back as written, with either contact or both, and is found by either', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const both = make.user(id, { mobile: '+15550000001', status: 'invited' });
      const mobileOnly = make.user(id, {
        email: null,
        mobile: '+15550000002',
        primary: 'mobile',
        role: 'helpdesk',
      });
      const emailOnly = make.user(id, { updatedAt: T0 + 7 });
      for (const user of [both, mobileOnly, emailOnly]) {
        await store.transact(id, (tx) => tx.directory.insert(user));
        expect(await store.read.directory.findUser(id, user.id)).toEqual(user);
      }
      expect(await store.read.directory.findUserByLogin(id, both.email ?? '')).toEqual(both);
      expect(await store.read.directory.findUserByLogin(id, '+15550000001')).toEqual(both);
      expect(await store.read.directory.findUserByLogin(id, '+15550000002')).toEqual(mobileOnly);
      expect(await store.read.directory.findUserByLogin(id, 'nobody@people.example')).toBeNull();
      expect(await store.read.directory.findUserByLogin(id, '')).toBeNull();
    });

    it('users are found by a list of logins, each once, even if both contacts are named', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const both = make.user(id, { mobile: '+15550000003' });
      await store.transact(id, (tx) => tx.directory.insert(both));
      const logins = [owner.email ?? '', both.email ?? '', '+15550000003', 'nobody@people.example'];
      const found = await store.read.directory.listUsersByLogins(id, logins);
      expect(idsOf(found)).toEqual(idsOf([owner, both]));
      expect(idsOf(found)).not.toContain(member.id);
      expect(await store.read.directory.listUsersByLogins(id, [])).toEqual([]);
    });

    it('a user from a source comes back with what the source gave, and counts as its own while invited or confirmed', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const [sourceId, another] = [make.id('source'), make.id('source')];
      const given = { sourceId, externalId: 'e-1', manager: 'e-2', department: 'Ü', employeeNumber: '007' };
      const confirmed = make.user(id, given);
      const others = [
        make.user(id, { ...given, status: 'invited' }),
        make.user(id, { ...given, status: 'suspended' }),
        make.user(id, { ...given, status: 'deactivated' }),
        make.user(id, { ...given, sourceId: another }),
      ];
      await store.transact(id, (tx) => tx.directory.insertMany([confirmed, ...others]));
      expect(await store.read.directory.findUser(id, confirmed.id)).toEqual(confirmed);
      expect(await store.read.directory.countLiveOfSource(id, sourceId)).toBe(2);
      const left = { ...confirmed, ...noSourceFields, status: 'deactivated' } as const;
      await store.transact(id, async (tx) => {
        await tx.directory.update(left);
        await tx.directory.update({ ...member, ...given });
        expect(await tx.directory.countLiveOfSource(id, sourceId)).toBe(2);
      });
      const ids = [confirmed.id, member.id, owner.id, owner.id, make.id('user')];
      const found = await store.read.directory.listUsersByIds(id, ids);
      expect(found.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([owner, { ...member, ...given }, left]);
      expect(await store.read.directory.listUsersByIds(id, [])).toEqual([]);
    });

    it('two users share neither e-mail address nor mobile number, be it by insert or by update', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const withMobile = make.user(id, { mobile: '+15550000004' });
      await store.transact(id, (tx) => tx.directory.insert(withMobile));
      const clashes: DirectoryUser[] = [
        make.user(id, { email: owner.email }),
        make.user(id, { mobile: '+15550000004' }),
      ];
      for (const user of clashes) {
        await expect(store.transact(id, (tx) => tx.directory.insert(user))).rejects.toThrow(
          UniqueViolationError,
        );
        expect(await store.read.directory.findUser(id, user.id)).toBeNull();
      }
      for (const changed of [
        { ...member, email: owner.email },
        { ...member, mobile: '+15550000004' },
      ]) {
        await expect(store.transact(id, (tx) => tx.directory.update(changed))).rejects.toThrow(
          UniqueViolationError,
        );
        expect(await store.read.directory.findUser(id, member.id)).toEqual(member);
      }
    });

    it('a second login is found like the first, and is nobody else’s login of any kind', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const user = make.user(id, { mobile: '+15550000014', alias: 'second@people.example' });
      await store.transact(id, (tx) => tx.directory.insert(user));
      expect(await store.read.directory.findUserByLogin(id, 'second@people.example')).toEqual(user);
      expect(idsOf(await store.read.directory.listUsersByLogins(id, ['second@people.example']))).toEqual([
        user.id,
      ]);
      const clashes: DirectoryUser[] = [
        make.user(id, { email: 'second@people.example' }),
        make.user(id, { alias: 'second@people.example' }),
        make.user(id, { alias: owner.email }),
        make.user(id, { alias: '+15550000014' }),
      ];
      for (const clash of clashes) {
        await expect(store.transact(id, (tx) => tx.directory.insert(clash))).rejects.toThrow(
          UniqueViolationError,
        );
        expect(await store.read.directory.findUser(id, clash.id)).toBeNull();
      }
      const thief = { ...member, alias: owner.email };
      await expect(store.transact(id, (tx) => tx.directory.update(thief))).rejects.toThrow(
        UniqueViolationError,
      );
      expect(await store.read.directory.findUserByLogin(id, owner.email ?? '')).toEqual(owner);
    });

    it('a login that was given up is free, and not found', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      await store.transact(id, (tx) => tx.directory.update({ ...member, alias: 'old@people.example' }));
      const renamed = { ...member, email: 'new@people.example', alias: null };
      await store.transact(id, (tx) => tx.directory.update(renamed));
      for (const login of [member.email ?? '', 'old@people.example'])
        expect(await store.read.directory.findUserByLogin(id, login)).toBeNull();
      expect(await store.read.directory.findUserByLogin(id, 'new@people.example')).toEqual(renamed);
      const heir = make.user(id, { email: member.email, alias: 'old@people.example' });
      await store.transact(id, (tx) => tx.directory.insert(heir));
      expect(await store.read.directory.findUserByLogin(id, 'old@people.example')).toEqual(heir);
    });

    it('any number of users lack an e-mail address or a mobile number', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const users = [
        make.user(id, { email: null, mobile: '+15550000005', primary: 'mobile' }),
        make.user(id, { email: null, mobile: '+15550000006', primary: 'mobile' }),
      ];
      await store.transact(id, (tx) => tx.directory.insertMany(users));
      expect(await store.read.directory.countUsers(id)).toBe(4);
    });

    it('an import is all or none', async () => {
      const { store } = context;
      const { id, owner } = await make.seed(store);
      const users = Array.from({ length: 50 }, () => make.user(id));
      const bad = [...users, make.user(id, { email: owner.email })];
      await expect(store.transact(id, (tx) => tx.directory.insertMany(bad))).rejects.toThrow(
        UniqueViolationError,
      );
      expect(await store.read.directory.countUsers(id)).toBe(2);
      await store.transact(id, (tx) => tx.directory.insertMany(users));
      expect(await store.read.directory.countUsers(id)).toBe(52);
      await store.transact(id, (tx) => tx.directory.insertMany([]));
    });

    it('an update replaces everything but id, organization and time of birth', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      const changed: DirectoryUser = {
        ...member,
        displayName: 'Ada Ü. 😀',
        role: 'admin',
        status: 'suspended',
        email: null,
        mobile: '+15550000007',
        primary: 'mobile',
        updatedAt: T0 + 8,
      };
      await store.transact(id, (tx) => tx.directory.update({ ...changed, createdAt: T0 + 99 }));
      expect(await store.read.directory.findUser(id, member.id)).toEqual(changed);
    });

    it('lists the confirmed of the wanted roles, up to a limit, role by role in the order asked for', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const admins = [make.user(id, { role: 'admin' }), make.user(id, { role: 'admin' })];
      const away = make.user(id, { role: 'admin', status: 'suspended' });
      await store.transact(id, (tx) => tx.directory.insertMany([...admins, away]));
      const list = store.read.directory.listConfirmedByRole;
      expect(await list(id, ['owner', 'admin'], 10)).toEqual([owner, ...admins]);
      expect(await list(id, ['admin', 'owner'], 10)).toEqual([...admins, owner]);
      expect(await list(id, ['member'], 10)).toEqual([member]);
      expect(await list(id, ['owner', 'admin'], 2)).toEqual([owner, admins[0]]);
      expect(await list(id, [], 10)).toEqual([]);
    });

    it('N11: 300 admins hide no owner, wherever the owners’ ids stand among theirs', async () => {
      const { store } = context;
      const { id, owner } = await make.seed(store);
      const admins = Array.from({ length: 300 }, () => make.user(id, { role: 'admin' }));
      const last = make.user(id, { role: 'owner' });
      await store.transact(id, (tx) => tx.directory.insertMany([...admins, last]));
      await store.transact(id, async (tx) => {
        const found = await tx.directory.listConfirmedByRole(id, ['owner', 'admin'], 12);
        expect(found).toEqual([owner, last, ...admins.slice(0, 10)]);
      });
    });

    it('finds people by the beginning of any login, each once, up to a limit, in their organization alone', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const other = await make.seed(store);
      const users = ['prefix.anna@acme.test', 'prefix.ben@acme.test', 'prefiy@acme.test'].map((email) =>
        make.user(id, { email }),
      );
      const twice = make.user(id, { email: 'prefix.zoe@acme.test', alias: 'prefix.zoe.2@acme.test' });
      const elsewhere = make.user(other.id, { email: 'prefix.anna@other.test' });
      await store.transact(id, (tx) => tx.directory.insertMany([...users, twice]));
      await store.transact(other.id, (tx) => tx.directory.insert(elsewhere));
      const { directory } = store.read;
      const [anna, ben] = users;
      expect(idsOf(await directory.listUsersByLoginPrefix(id, 'prefix.', 9))).toEqual(
        [anna?.id, ben?.id, twice.id].sort(),
      );
      expect(await directory.listUsersByLoginPrefix(id, 'prefix.zoe', 9)).toEqual([twice]);
      expect(await directory.listUsersByLoginPrefix(id, 'prefix.', 2)).toHaveLength(2);
      // No wildcard of any query language.
      for (const odd of ['_prefix%', 'prefix%', '.refix', 'prefix.*', '^prefix', 'prefix|zoe', '(prefix)'])
        expect(await directory.listUsersByLoginPrefix(id, odd, 9), odd).toEqual([]);
    });

    it('finds people by the beginnings of the words of their name and number, as they are now, in their organization alone', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const other = await make.seed(store);
      const user = (displayName: string, employeeNumber: string | null = null) =>
        make.user(id, { displayName, employeeNumber });
      const lena = user('Léna Löckedout-Große', 'W-00417');
      const leo = user('Leo Lennon');
      const twice = user('Zoe Zoepfel');
      const elsewhere = make.user(other.id, { displayName: 'Lena Elsewhere' });
      await store.transact(id, (tx) => tx.directory.insertMany([lena, leo]));
      await store.transact(id, (tx) => tx.directory.insert(twice));
      await store.transact(other.id, (tx) => tx.directory.insert(elsewhere));
      const { directory } = store.read;
      const find = async (words: string[], limit = 9) => {
        const { users, isAll } = await directory.listUsersByWords(id, words, limit);
        return [...users.map(({ displayName }) => displayName).sort(), isAll];
      };
      expect(await find(['le'])).toEqual(['Leo Lennon', lena.displayName, true]);
      expect(await find(['lockedout', 'l'])).toEqual([lena.displayName, true]);
      expect(await find(['gross', 'lena'])).toEqual([lena.displayName, true]);
      expect(await find(['lena', 'lennon'])).toEqual([true]);
      expect(await find(['w', '004'])).toEqual([lena.displayName, true]);
      expect(await find(['zo'])).toEqual(['Zoe Zoepfel', true]);
      expect((await find(['le'], 1)).length).toBe(2);
      expect((await find(['le'], 1)).at(-1)).toBe(false);
      for (const odd of ['.ena', 'l%', 'l_na', '^lena', 'lena|leo'])
        expect(await find([odd]), odd).toEqual([true]);
      await store.transact(id, (tx) =>
        tx.directory.update({ ...lena, displayName: 'Magdalena Groß', employeeNumber: null }),
      );
      expect(await find(['lena'])).toEqual([true]);
      expect(await find(['004'])).toEqual([true]);
      expect(await find(['gross', 'magda'])).toEqual(['Magdalena Groß', true]);
      const undone = store.transact(id, async (tx) => {
        await tx.directory.insert(user('Undone Person'));
        throw new Error('undo');
      });
      await expect(undone).rejects.toThrow('undo');
      expect(await find(['undone'])).toEqual([true]);
    });

    it('pages through all users, each exactly once, the last page full or not', async () => {
      const { store } = context;
      const { id, users } = await make.seed(store, 7);
      for (const limit of [1, 3, 7, 10]) {
        const seen: DirectoryUser[] = [];
        let after: string | null = null;
        do {
          const page = await store.read.directory.listUsers(id, { after, limit });
          expect(page.users.length).toBeLessThanOrEqual(limit);
          seen.push(...page.users);
          after = page.next;
        } while (after !== null);
        expect(seen).toEqual(users);
      }
    });

    it('an identity comes back as written, by account and by user', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      const [inT1, inT2] = [make.identity(member), make.identity(member, { slackTenantId: 'T2' })];
      await store.transact(id, async (tx) => {
        await tx.identities.insert(inT1);
        await tx.identities.insert(inT2);
      });
      expect(await store.read.identities.find(id, 'T1', inT1.slackUserId)).toEqual(inT1);
      expect(await store.read.identities.find(id, 'T2', inT1.slackUserId)).toBeNull();
      expect(await store.read.identities.findByUser(id, 'T2', member.id)).toEqual(inT2);
      expect(await store.read.identities.findByUser(id, 'T3', member.id)).toBeNull();
      expect(await store.read.identities.listByUser(id, member.id)).toHaveLength(2);
      const habits = { locale: 'de-AT', timeZone: 'Europe/Vienna' };
      await store.transact(id, (tx) => tx.identities.setReadingHabits(inT1, habits));
      expect(await store.read.identities.listByUser(id, member.id)).toEqual([{ ...inT1, ...habits }, inT2]);
      expect(await store.transact(id, (tx) => tx.identities.removeByUser(id, member.id))).toBe(2);
      await store.transact(id, (tx) => tx.identities.setReadingHabits(inT1, habits));
      expect(await store.read.identities.find(id, 'T1', inT1.slackUserId)).toBeNull();
      expect(await store.read.identities.listByUser(id, member.id)).toEqual([]);
    });

    it('a Slack account is linked to one user, and a user to one account of a tenant', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const linked = make.identity(member);
      await store.transact(id, (tx) => tx.identities.insert(linked));
      const claims = [make.identity(owner, { slackUserId: linked.slackUserId }), make.identity(member)];
      for (const claim of claims) {
        await expect(store.transact(id, (tx) => tx.identities.insert(claim))).rejects.toThrow(
          UniqueViolationError,
        );
      }
      expect(await store.read.identities.listByUser(id, member.id)).toEqual([linked]);
      expect(await store.read.identities.listByUser(id, owner.id)).toEqual([]);
    });

    it('two that race to link one Slack account have one winner', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const { id, owner, member } = await make.seed(store);
      const [mine, theirs] = [make.identity(member), make.identity(owner)];
      const outcomes = await Promise.allSettled([
        store.transact(id, (tx) => tx.identities.insert({ ...mine, slackUserId: 'UX' })),
        other.transact(id, (tx) => tx.identities.insert({ ...theirs, slackUserId: 'UX' })),
      ]);
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
      const [lost] = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost?.reason).toBeInstanceOf(UniqueViolationError);
    });
  });
}
