import fc from 'fast-check';
import { expect } from 'vitest';
import type { UserStatus } from '../../../../src/domain/directory/directory-user.ts';
import type { Role } from '../../../../src/domain/directory/roles.ts';
import { defaultPolicy } from '../../../../src/domain/organization/policy.ts';
import type { ApproverRule, Verdict } from '../../../../src/domain/requests/approval.ts';
import type { IssueRequest } from '../../../../src/domain/requests/issue-request.ts';
import type { Review, ReviewVerdict } from '../../../../src/domain/requests/review.ts';
import {
  APPROVAL_MS,
  countStanding,
  ESCALATION_MS,
  endWhatRestsOn,
  isPrivileged,
  type Model,
  type ModelRequest,
  type ModelTerms,
  mayApprove,
  mayReview,
  mayTakePlace,
  REQUEST_MS,
  type Rule,
  raise,
  termsNow,
} from './approval-model.ts';
import type { Desk, InstanceIndex, PersonName } from './open-two-instances.ts';

/** What the commands act on, and what came of it, so that a test can tell that codes came into being at all. */
export interface Real {
  readonly desk: Desk;
  readonly requests: IssueRequest[];
  readonly reviews: Review[];
  readonly tally: Record<string, number>;
}

export type Command = fc.AsyncCommand<Model, Real>;

function command(name: string, run: (model: Model, real: Real) => Promise<void>): Command {
  return { check: () => true, run, toString: () => name };
}

/** On one of the requests there are, the newest more often; nothing where there is none. */
function onRequest(
  name: string,
  back: number,
  run: (model: Model, real: Real, one: ModelRequest, stored: IssueRequest) => Promise<void>,
): Command {
  const indexIn = ({ requests }: Model) => requests.length - 1 - back;
  return {
    check: (model) => indexIn(model) >= 0,
    toString: () => `${name} #-${back}`,
    async run(model, real) {
      const one = model.requests[indexIn(model)];
      const stored = real.requests[indexIn(model)];
      if (one === undefined || stored === undefined) throw new Error('Model and reality differ');
      await run(model, real, one, stored);
    },
  };
}

/** By the login: `ole@desk1.test`. */
function nameOf({ email }: { readonly email: string | null }): PersonName {
  return (email ?? '').split('@')[0] as PersonName;
}

function count({ tally }: Real, what: string): void {
  tally[what] = (tally[what] ?? 0) + 1;
}

const ask = (at: InstanceIndex, requester: PersonName, target: PersonName) =>
  command(`${requester} asks for ${target} at ${at}`, async (model, real) => {
    const result = await real.desk.ask(at, requester, target);
    count(real, `ask: ${result.kind}`);
    if (result.kind !== 'opened') return;
    real.requests.push(result.request);
    const isDesk = model.people[requester].role === 'helpdesk';
    expect(isDesk && model.people[target].role !== 'member', 'beyond the help desk').toBe(false);
    model.requests.push({
      requester,
      target,
      isPrivileged: isPrivileged(model, target),
      isDesk,
      terms: termsNow(model, { target, isPrivileged: false, isDesk }),
      askedAt: null,
      escalatesAt: Number.POSITIVE_INFINITY,
      isVerified: false,
      words: [],
      until: real.desk.now + REQUEST_MS,
      isOver: false,
      isGlassBroken: false,
      isRehearsal: false,
    });
  });

const verify = (at: InstanceIndex, evidence: string, back: number) =>
  onRequest(`the caller is verified at ${at}: ${evidence}`, back, async (_model, real, one, stored) => {
    const result = await real.desk.verify(at, one.requester, stored, evidence);
    count(real, `verify: ${result.kind}`);
    if (result.kind !== 'recorded') return;
    one.isVerified = true;
    one.isGlassBroken = false;
    one.words = [];
    one.askedAt = null;
    one.until = Math.max(one.until, real.desk.now + REQUEST_MS);
  });

const rewrite = (evidence: string, back: number) =>
  onRequest(`the verification is rewritten: ${evidence}`, back, async (_model, real, one, stored) => {
    if ((await real.desk.rewriteVerification(stored, evidence)) === null) return;
    one.isVerified = true;
    one.isGlassBroken = false;
    one.words = [];
  });

const askApproval = (at: InstanceIndex, back: number) =>
  onRequest(`approval is asked for at ${at}`, back, async (model, real, one, stored) => {
    const result = await real.desk.askApproval(at, one.requester, stored);
    count(real, `ask for approval: ${result.kind}`);
    if (result.kind !== 'asked') return;
    const { now } = real.desk;
    const names = Object.keys(model.people) as PersonName[];
    const primary = { ...one.terms, fallback: null };
    const found = names.filter((name) => mayApprove(model, one, primary, name, now)).length;
    one.askedAt = now;
    one.escalatesAt = found >= one.terms.approvals ? now + ESCALATION_MS : now;
    one.until = now + APPROVAL_MS;
  });

/** One after the other, each at the instance `at` or the other. */
const decide = (at: InstanceIndex, names: readonly PersonName[], verdict: Verdict, back: number) =>
  onRequest(`${names.join(', ')}: ${verdict} from ${at} on`, back, async (model, real, one, stored) => {
    const { now } = real.desk;
    for (const [index, name] of names.entries()) {
      const result = await real.desk.decide(((at + index) % 2) as InstanceIndex, name, stored, verdict);
      count(real, `${verdict}: ${result.kind}`);
      if (result.kind === 'refused' || result.kind === 'duplicate') continue;
      const giver = result.inPlaceOf === null ? null : nameOf(result.inPlaceOf);
      if (giver === null) expect(mayApprove(model, one, one.terms, name, now), `${name} may`).toBe(true);
      else {
        count(real, 'in another’s place');
        const may = mayTakePlace(model, one, one.terms, giver, name, now);
        expect(may, `${name} may for ${giver}`).toBe(true);
      }
      expect(one.askedAt !== null && !one.isOver && now < one.until, 'it is open').toBe(true);
      if (verdict === 'rejected') one.isOver = true;
      else if (!one.words.some(({ by }) => by === name))
        one.words = [...one.words, { by: name, inPlaceOf: giver }];
    }
  });

const generate = (at: InstanceIndex, back: number) =>
  onRequest(`Generate at ${at}`, back, async (model, real, one, stored) => {
    const { now } = real.desk;
    const result = await real.desk.generate(at, one.requester, stored);
    const present = termsNow(model, one);
    const needed = raise(one.terms, present);
    count(real, `generate: ${result.kind}${result.kind === 'generated' ? ` of ${needed.approvals}` : ''}`);
    if (result.kind === 'raised') {
      one.terms = needed;
      one.isPrivileged ||= isPrivileged(model, one.target);
      one.askedAt = null;
      one.isGlassBroken = false;
      one.words = [];
    }
    if (result.kind === 'refused' && result.request?.state === 'cancelled') one.isOver = true;
    if (result.kind === 'rehearsed') {
      expect(one.isRehearsal, 'it was rehearsed').toBe(true);
      one.isOver = true;
    }
    if (result.kind !== 'generated') return;
    expect(one.isRehearsal, 'it was rehearsed').toBe(false);
    expect(one.isOver || now >= one.until, 'it had ended').toBe(false);
    if (one.isDesk) {
      count(real, 'generate: by the help desk');
      expect(model.people[one.requester].role, 'still of the help desk').toBe('helpdesk');
      expect(model.people[one.target].role, 'still for a member').toBe('member');
    }
    expect(Number(one.isVerified), 'verified').toBeGreaterThanOrEqual(needed.verifications);
    const isGlassBroken = one.isGlassBroken && model.people[one.requester].role === 'owner';
    if (isGlassBroken) count(real, 'generate: with a broken glass');
    else
      expect(countStanding(model, one, now), 'approvals that stand').toBeGreaterThanOrEqual(needed.approvals);
    one.isOver = true;
  });

const breakGlass = (at: InstanceIndex, isRehearsal: boolean, back: number) =>
  onRequest(
    `the glass is broken at ${at}${isRehearsal ? ', in a rehearsal' : ''}`,
    back,
    async (model, real, one, stored) => {
      const { now } = real.desk;
      const result = await real.desk.breakGlass(at, one.requester, stored, isRehearsal);
      count(real, `break glass: ${result.kind}${isRehearsal ? ' in a rehearsal' : ''}`);
      if (result.kind !== 'broken') return;
      const { role, status } = model.people[one.requester];
      expect({ role, status }, 'by an owner').toEqual({ role: 'owner', status: 'confirmed' });
      expect(one.isOver || now >= one.until, 'it had ended').toBe(false);
      expect(Number(one.isVerified), 'verified').toBeGreaterThanOrEqual(one.terms.verifications);
      expect(one.terms.approvals, 'it needs approval').toBeGreaterThan(0);
      expect(one.isRehearsal && !isRehearsal, 'a rehearsal became a real one').toBe(false);
      const isUnreviewed = model.reviews.some(
        (review) =>
          review.isOpen &&
          review.isRehearsal === isRehearsal &&
          review.request !== one &&
          review.request.requester === one.requester,
      );
      expect(isUnreviewed, 'the last one is reviewed').toBe(false);
      // Announced to every owner, and to each who could have approved it, and under review: all with the break-glass itself.
      const names = Object.keys(model.people) as PersonName[];
      const told = names.filter((name) => {
        const person = model.people[name];
        const isOwner = person.role === 'owner' && person.status === 'confirmed';
        return isOwner || mayApprove(model, one, { ...one.terms, fallback: null }, name, now);
      });
      const notified = await real.desk.listNotified(result.review);
      for (const name of told) expect(notified.join(), name).toContain(`${name}@`);
      expect(await real.desk.findReview(result.review)).toMatchObject({ closedAt: null, isRehearsal });
      one.isGlassBroken = true;
      one.isRehearsal ||= isRehearsal;
      one.until = Math.max(one.until, now + REQUEST_MS);
      model.reviews.push({ request: one, isRehearsal, isOpen: true });
      real.reviews.push(result.review);
    },
  );

const review = (at: InstanceIndex, name: PersonName, verdict: ReviewVerdict) => ({
  check: ({ reviews }: Model) => reviews.some(({ isOpen }) => isOpen),
  toString: () => `${name} closes the oldest review at ${at}: ${verdict}`,
  async run(model: Model, real: Real) {
    const index = model.reviews.findIndex(({ isOpen }) => isOpen);
    const [one, stored] = [model.reviews[index], real.reviews[index]];
    if (one === undefined || stored === undefined) throw new Error('Model and reality differ');
    const result = await real.desk.review(at, name, stored, verdict);
    count(real, `review: ${result.kind}`);
    expect(result.kind, `${name} may review`).toBe(mayReview(model, one, name) ? 'closed' : 'refused');
    if (result.kind !== 'closed') return;
    one.isOpen = false;
    expect(result.frozen, 'frozen').toBeNull();
  },
});

const change = (name: PersonName, to: { role?: Role; status?: UserStatus }, ends: boolean) =>
  command(`${name} becomes ${Object.values(to)}${ends ? '' : ', unnoticed'}`, async (model, real) => {
    const person = model.people[name];
    const before = { ...person };
    await real.desk.change(name, to, ends);
    Object.assign(person, to);
    const isSuspended = before.status === 'confirmed' && person.status !== 'confirmed';
    if (ends && (isSuspended || person.role !== before.role))
      endWhatRestsOn(model, name, before.role, isSuspended);
  });

const delegate = (at: InstanceIndex, from: PersonName, to: PersonName, minutes: number) =>
  command(`${from} names ${to} for ${minutes} minutes at ${at}`, async (model, real) => {
    const result = await real.desk.delegate(at, from, to, minutes);
    count(real, `delegate: ${result.kind}`);
    if (result.kind !== 'delegated') return;
    expect(model.mayDelegate && model.people[from].status === 'confirmed', `${from} may name someone`).toBe(
      true,
    );
    const { now } = real.desk;
    model.delegations.set(from, { to, startsAt: now, until: now + minutes * 60_000 });
  });

const endDelegation = (at: InstanceIndex, by: PersonName, from: PersonName) =>
  command(`${by} ends what ${from} gave, at ${at}`, async (model, real) => {
    const result = await real.desk.endDelegation(at, by, from);
    count(real, `end a delegation: ${result.kind}`);
    if (result.kind === 'ended') model.delegations.delete(from);
  });

const setPolicy = (terms: ModelTerms, delegation = true) =>
  command(`the policy becomes ${JSON.stringify(terms)}, delegation ${delegation}`, async (model, real) => {
    const rule = ({ roles, council, manager }: Rule): ApproverRule => ({
      roles,
      groups: council ? [real.desk.council] : [],
      manager,
    });
    const { tiers } = defaultPolicy;
    const privileged = {
      ...tiers.privileged,
      verificationsRequired: terms.verifications,
      approvalsRequired: terms.approvals,
      approvers: rule(terms.rule),
      fallbackApprovers: terms.fallback === null ? null : rule(terms.fallback),
    };
    await real.desk.setPolicy({ tiers: { ...tiers, privileged }, delegation });
    model.privileged = terms;
    model.mayDelegate = delegation;
  });

const pass = (minutes: number) =>
  command(`${minutes} minutes pass`, async (_model, real) => {
    real.desk.now += minutes * 60_000;
  });

const rule: fc.Arbitrary<Rule> = fc.constantFrom(
  { roles: ['owner', 'admin'], council: false, manager: false },
  { roles: ['owner'], council: false, manager: false },
  { roles: [], council: true, manager: false },
  { roles: ['admin'], council: false, manager: true },
  { roles: ['owner'], council: true, manager: true },
);
const instance = fc.constantFrom<InstanceIndex>(0, 1);
const issuer = fc.constantFrom<PersonName>('olivia', 'ole', 'adam', 'amina', 'hugo');
const everyone: readonly PersonName[] = ['olivia', 'ole', 'adam', 'amina', 'mia', 'hugo'];
const anyone = fc.constantFrom(...everyone);
const back = fc.constantFrom(0, 0, 0, 1, 2);
const role = fc.constantFrom<Role>('owner', 'admin', 'helpdesk', 'member');
const status = fc.constantFrom<UserStatus>('confirmed', 'confirmed', 'suspended');
const verdict = fc.constantFrom<Verdict>('approved', 'approved', 'approved', 'approved', 'rejected');

/** Who names whom: most often such as may approve in that place alone, where a rule names owners or a group. */
const place = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<[PersonName, PersonName]>(
      ['ole', 'amina'],
      ['ole', 'adam'],
      ['olivia', 'amina'],
      ['mia', 'amina'],
      ['hugo', 'amina'],
      ['hugo', 'olivia'],
    ),
  },
  { weight: 1, arbitrary: fc.tuple(anyone, anyone) },
);

const some = fc.shuffledSubarray<PersonName>([...everyone], { minLength: 1, maxLength: 4 });
const terms = fc.record<ModelTerms>({
  approvals: fc.constantFrom(0, 1, 1, 2, 2),
  verifications: fc.constantFrom(0, 0, 1),
  rule,
  fallback: fc.option(rule),
});

const minutes = fc.constantFrom(4, 30, 600);
/** One names another, who decides right away, and perhaps they do too; the delegation stays, or ends before the code. */
const delegating = fc
  .tuple(instance, place, fc.constantFrom(4, 30), fc.boolean(), fc.constantFrom('stays', 'ends', 'expires'))
  .map(([at, [from, to], each, both, then]) => {
    const steps = [
      delegate(at, from, to, each),
      decide(at, both ? [to, from] : [to], 'approved', 0),
      ...(then === 'ends' ? [endDelegation(at, from, from)] : then === 'expires' ? [pass(each)] : []),
      generate(at, 0),
    ];
    return {
      check: ({ requests }: Model) => requests.length > 0,
      toString: () => steps.join('; '),
      async run(model: Model, real: Real) {
        for (const step of steps) await step.run(model, real);
      },
    } satisfies Command;
  });

const asking = fc.tuple(instance, issuer, anyone).map((args) => ask(...args));
const askingApproval = fc.tuple(instance, back).map((args) => askApproval(...args));
const deciding = fc.tuple(instance, some, verdict, back).map((args) => decide(...args));
const generating = fc.tuple(instance, back).map((args) => generate(...args));

/** A policy, and a request for an owner or admin that others are asked about, and have agreed to by half. */
const approvedFirst: fc.Arbitrary<Command[]> = fc
  .record({
    needed: terms,
    evidence: fc.uuid(),
    pair: fc.constantFrom<[PersonName, PersonName]>(['olivia', 'adam'], ['olivia', 'ole'], ['amina', 'adam']),
    names: fc.shuffledSubarray<PersonName>([...everyone], { minLength: 3 }),
    places: fc.array(place, { maxLength: 2 }),
  })
  .map(({ needed, evidence, pair, names, places }) => [
    setPolicy(needed),
    ...places.map(([from, to]) => delegate(0, from, to, 600)),
    ask(0, ...pair),
    verify(0, evidence, 0),
    askApproval(1, 0),
    decide(0, names, 'approved', 0),
  ]);

/** The help desk asks for a member, and half of the people agree. */
const deskFirst: fc.Arbitrary<Command[]> = fc
  .record({
    evidence: fc.uuid(),
    isVerified: fc.constantFrom(true, true, false),
    names: fc.shuffledSubarray<PersonName>([...everyone], { minLength: 3 }),
  })
  .map(({ evidence, isVerified, names }) => [
    ask(0, 'hugo', 'mia'),
    ...(isVerified ? [verify(0, evidence, 0)] : []),
    askApproval(1, 0),
    decide(0, names, 'approved', 0),
  ]);

/** The same, but its owner breaks the glass; and then, perhaps, something makes it void. */
const brokenFirst: fc.Arbitrary<Command[]> = fc
  .record({
    needed: terms,
    evidence: fc.uuid(),
    isRehearsal: fc.constantFrom(false, false, false, true),
    isAsked: fc.boolean(),
    after: fc.option(
      fc.oneof(
        fc.uuid().map((rewritten) => rewrite(rewritten, 0)),
        fc.uuid().map((verified) => verify(0, verified, 0)),
        role.map((to) => change('olivia', { role: to }, false)),
        terms.map(setPolicy),
        fc.constant(pass(11)),
      ),
    ),
  })
  .map(({ needed, evidence, isRehearsal, isAsked, after }) => [
    setPolicy({ ...needed, approvals: Math.max(1, needed.approvals) }),
    ask(0, 'olivia', 'adam'),
    verify(0, evidence, 0),
    ...(isAsked ? [askApproval(1, 0)] : []),
    breakGlass(1, isRehearsal, 0),
    ...(after === null ? [] : [after, generate(1, 0)]),
  ]);

/** What a run begins with. */
export const firstCommands: fc.Arbitrary<Command[]> = fc.oneof(
  { arbitrary: approvedFirst, weight: 2 },
  { arbitrary: deskFirst, weight: 1 },
  { arbitrary: brokenFirst, weight: 1 },
);

/** What it ends with: the click on each request. */
export const lastCommands: readonly Command[] = [generate(0, 0), generate(1, 1), generate(0, 2)];

/** What people do most is listed more often, so that codes come into being. */
export const approvalCommands: readonly fc.Arbitrary<Command>[] = [
  asking,
  askingApproval,
  deciding,
  deciding,
  deciding,
  generating,
  generating,
  fc.tuple(instance, fc.constantFrom(false, false, true), back).map((args) => breakGlass(...args)),
  fc.tuple(instance, anyone).map(([at, name]) => review(at, name, 'justified')),
  fc.tuple(instance, fc.uuid(), back).map((args) => verify(...args)),
  fc.tuple(fc.uuid(), back).map((args) => rewrite(...args)),
  fc.tuple(anyone, role, fc.boolean()).map(([name, to, ends]) => change(name, { role: to }, ends)),
  fc.tuple(anyone, status, fc.boolean()).map(([name, to, ends]) => change(name, { status: to }, ends)),
  fc.tuple(terms, fc.constantFrom(true, true, true, false)).map(([to, on]) => setPolicy(to, on)),
  fc.tuple(instance, place, minutes).map(([at, [from, to], each]) => delegate(at, from, to, each)),
  delegating,
  delegating,
  fc.tuple(instance, anyone, anyone).map((args) => endDelegation(...args)),
  fc.constantFrom(1, 1, 1, 5, 16, 61).map(pass),
];
