import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { VendorRefusal } from './vendor-fake.ts';

interface LogEvent {
  readonly published: string;
  readonly eventType: string;
  readonly actor: { readonly id: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

interface Happening {
  readonly ip?: string;
  readonly isGood?: boolean;
  readonly factor?: string;
  readonly actorId?: string;
}

export interface OktaLog {
  /** @param targetId of the enrolment */
  write(eventType: string, personId: string, targetId: string | null, happening: Happening): void;
  /** Knows the filter of one actor, alone or with some types of events. */
  select(request: Request): LogEvent[];
}

const unnamed = { alternateId: 'unknown', displayName: 'unknown', detailEntry: null };
const DEFAULT_MS = 7 * 24 * 60 * 60_000;

/** Okta's System Log, as far as it tells of factors. */
export function createOktaLog(now: () => number, refuse: (what: string) => VendorRefusal): OktaLog {
  const log: LogEvent[] = [];

  const timeOf = (value: unknown, otherwise: number): number => {
    const at = value === undefined ? otherwise : Date.parse(String(value));
    if (Number.isNaN(at)) throw refuse('time');
    return at;
  };

  return {
    write(eventType, personId, targetId, happening) {
      const { ip = '198.51.100.7', isGood = true, factor = 'UNKNOWN', actorId = personId } = happening;
      const enrolment = { id: targetId, type: 'AuthenticatorEnrollment', ...unnamed };
      log.push({
        uuid: randomUUID(),
        published: new Date(now()).toISOString(),
        eventType,
        severity: 'INFO',
        version: '0',
        actor: { id: actorId, type: 'User', ...unnamed },
        client: { ipAddress: ip, zone: 'null', device: 'Computer', id: null },
        outcome: isGood
          ? { result: 'SUCCESS', reason: null }
          : { result: 'FAILURE', reason: 'INVALID_CREDENTIALS' },
        target: [{ id: personId, type: 'User', ...unnamed }, ...(targetId === null ? [] : [enrolment])],
        debugContext: { debugData: { factor, requestUri: '/idp/idx/challenge/answer' } },
      });
    },

    select({ query }) {
      const { since, until, filter, sortOrder = 'ASCENDING', limit = '100' } = query;
      if (!/^\d+$/.test(String(limit)) || Number(limit) > 1000) throw refuse('limit');
      if (sortOrder !== 'ASCENDING') throw refuse('sortOrder');
      const [from, to] = [timeOf(since, now() - DEFAULT_MS), timeOf(until, now())];
      const form = /^actor\.id eq "(\w+)"(?: and \(((?:eventType eq "[\w.]+"(?: or )?)+)\))?$/;
      const [, actor, types] = form.exec(String(filter ?? '')) ?? [];
      if (filter !== undefined && actor === undefined) throw refuse('filter');
      const wanted = types?.match(/"[\w.]+"/g)?.map((each) => each.slice(1, -1));
      const isWanted = (event: LogEvent) =>
        (wanted === undefined || wanted.includes(event.eventType)) &&
        (actor === undefined || event.actor.id === actor);
      return log
        .filter((event) => Date.parse(event.published) >= from && Date.parse(event.published) <= to)
        .filter(isWanted)
        .slice(0, Number(limit));
    },
  };
}
