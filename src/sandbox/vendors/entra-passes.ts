import { randomBytes, randomUUID } from 'node:crypto';
import { badRequest, refusal } from './entra-answers.ts';
import type { EntraFakeMember, EntraFakePerson } from './entra-people.ts';

interface EntraPass {
  readonly id: string;
  readonly userId: string;
  readonly code: string;
  readonly createdAt: number;
  readonly startsAt: number;
  readonly minutes: number;
  readonly isUsableOnce: boolean;
  isUsed: boolean;
}

export interface EntraPassPolicy {
  state: 'enabled' | 'disabled';
  defaultLifetimeInMinutes: number;
  defaultLength: number;
  minimumLifetimeInMinutes: number;
  maximumLifetimeInMinutes: number;
  isUsableOnce: boolean;
  includeTargets: { id: string; targetType: 'user' | 'group' }[];
  excludeTargets: { id: string; targetType: 'user' | 'group' }[];
}

/** Passes by the person's id, and the policy that says who may have one. */
export function createEntraPasses(
  people: ReadonlyMap<string, EntraFakePerson>,
  groups: ReadonlyMap<string, readonly EntraFakeMember[]>,
  now: () => number,
) {
  const passes = new Map<string, EntraPass>();
  const made: string[] = [];
  const policy: EntraPassPolicy = {
    state: 'enabled',
    defaultLifetimeInMinutes: 60,
    defaultLength: 8,
    minimumLifetimeInMinutes: 60,
    maximumLifetimeInMinutes: 480,
    isUsableOnce: false,
    includeTargets: [{ id: 'all_users', targetType: 'group' }],
    excludeTargets: [],
  };

  const groupsOf = (memberId: string): string[] => {
    const found = new Set<string>();
    const add = (id: string) => {
      for (const [group, members] of groups) {
        if (found.has(group) || !members.some((member) => member.id === id)) continue;
        found.add(group);
        add(group);
      }
    };
    add(memberId);
    return [...found];
  };
  const isInScope = (userId: string): boolean => {
    const ids = new Set(['all_users', userId, ...groupsOf(userId)]);
    const isMeant = ({ id }: { readonly id: string }) => ids.has(id);
    return policy.includeTargets.some(isMeant) && !policy.excludeTargets.some(isMeant);
  };
  const reasonOf = (pass: EntraPass): string => {
    if (pass.isUsed) return 'OneTimeUsed';
    if (now() < pass.startsAt) return 'NotYetValid';
    if (now() >= pass.startsAt + pass.minutes * 60_000) return 'Expired';
    const isEnabled = policy.state === 'enabled' && isInScope(pass.userId);
    return isEnabled ? 'EnabledByPolicy' : 'DisabledByPolicy';
  };
  const present = (pass: EntraPass, code: string | null) => ({
    id: pass.id,
    temporaryAccessPass: code,
    createdDateTime: iso(pass.createdAt),
    startDateTime: iso(pass.startsAt),
    lifetimeInMinutes: pass.minutes,
    isUsableOnce: pass.isUsableOnce,
    isUsable: reasonOf(pass) === 'EnabledByPolicy',
    methodUsabilityReason: reasonOf(pass),
  });
  const add = (userId: string, minutes: number, isUsableOnce: boolean, startsAt = now()): EntraPass => {
    const code = `Tap+${randomBytes(6).toString('hex')}`;
    const pass = {
      id: randomUUID(),
      userId,
      code,
      createdAt: now(),
      startsAt,
      minutes,
      isUsableOnce,
      isUsed: false,
    };
    // A person has one at most: a new one ends the one before.
    passes.set(userId, pass);
    made.push(code);
    return pass;
  };
  const isWorking = (pass: EntraPass | undefined): pass is EntraPass =>
    pass !== undefined &&
    reasonOf(pass) === 'EnabledByPolicy' &&
    people.get(pass.userId)?.accountEnabled === true;

  return {
    policy,
    made: made as readonly string[],
    find: (userId: string) => passes.get(userId),
    remove: (userId: string) => passes.delete(userId),
    readWish: (body: unknown) => readWish(body, policy, now()),
    add,
    present,
    groupsOf,
    isInScope,
    isWorking,
  };
}

const iso = (at: number): string => new Date(at).toISOString();

/** What is asked for; Graph takes nothing that it doesn't know. */
function readWish(body: unknown, policy: EntraPassPolicy, now: number) {
  const { lifetimeInMinutes, isUsableOnce, startDateTime, ...unknown } = (body ?? {}) as Record<
    string,
    unknown
  >;
  if (Object.keys(unknown).length > 0) throw badRequest(`property ${Object.keys(unknown)[0]}`);
  const minutes = lifetimeInMinutes ?? policy.defaultLifetimeInMinutes;
  if (typeof minutes !== 'number' || !Number.isInteger(minutes)) throw badRequest('lifetimeInMinutes');
  if (minutes < policy.minimumLifetimeInMinutes || minutes > policy.maximumLifetimeInMinutes)
    throw refusal(400, 'badRequest', 'The lifetime is out of the range of the policy.');
  const isOnce = isUsableOnce ?? policy.isUsableOnce;
  if (typeof isOnce !== 'boolean') throw badRequest('isUsableOnce');
  if (!isOnce && policy.isUsableOnce) throw refusal(400, 'badRequest', 'The policy requires one-time use.');
  const startsAt = startDateTime === undefined ? now : Date.parse(String(startDateTime));
  if (Number.isNaN(startsAt) || startsAt < now) throw badRequest('startDateTime');
  return { minutes, isUsableOnce: isOnce, startsAt };
}
