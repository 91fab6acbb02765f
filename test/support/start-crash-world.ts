import type { RedeemAnswer } from '../../src/demo/redeem-by-http.ts';
import { computeCheckSymbol, formatCode } from '../../src/domain/codes/code-format.ts';
import type { Secret } from '../../src/domain/crypto/secret.ts';
import type { CrashPoint } from './die-at.ts';
import { type ForkedService, forkService } from './fork-service.ts';
import { judgeAudit } from './judge-audit.ts';
import { openPortal } from './redeem.ts';
import { startWorld, type World, type WorldOptions } from './start-world.ts';

/** A world whose instances are processes of their own, which can be killed. */
export interface CrashWorld extends World {
  readonly first: ForkedService;
  /** Starts an instance in place of one that died; Slack delivers to it from now on. */
  restart(): Promise<ForkedService>;
  /** Lets the instance die at this point of what `act` brings about. */
  dieDuring(point: CrashPoint, act: () => Promise<unknown>): Promise<void>;
  /** The nth code that the first instance made, as it would be read out. */
  codeAt(index: number): string;
  /** Of the client that redeems. */
  readonly credential: Secret;
  redeem(login: string, code: string, service?: { httpUrl: string }): Promise<RedeemAnswer>;
  /** What is wrong with the history; `sound` if nothing is. */
  auditState(): Promise<string>;
}

export async function startCrashWorld(options: Omit<WorldOptions, 'start'> = {}): Promise<CrashWorld> {
  const instances: ForkedService[] = [];
  const world = await startWorld({
    ...options,
    start: async (config, system) => {
      const instance = await forkService(config, system);
      instances.push(instance);
      return instance;
    },
  });
  const portal = await openPortal(world);
  const newest = (): ForkedService => {
    const instance = instances.at(-1);
    if (instance === undefined) throw new Error('No instance was started');
    return instance;
  };
  return {
    ...world,
    first: newest(),
    async restart() {
      await world.startAnother();
      if (options.mode === 'http') world.sandbox.app().setRequestUrl(`${newest().httpUrl}/slack/events`);
      return newest();
    },
    async dieDuring(point, act) {
      await newest().dieAt(point);
      // The call to Slack that brings it about may end with the process.
      await Promise.all([newest().died, act()]);
    },
    codeAt(index) {
      const body = world.codes[index] ?? '';
      return formatCode(body + computeCheckSymbol(body));
    },
    credential: portal.credential,
    redeem: (login, code, service = newest()) => portal.redeem(login, code, service),
    auditState: () => judgeAudit(world),
  };
}
