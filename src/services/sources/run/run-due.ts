import type { Source } from '../../../domain/directory/source.ts';
import type { SourceId } from '../../../domain/ids.ts';
import { findNextRunAt } from './find-next-run.ts';
import { createRunSync, type SyncDeps } from './run-sync.ts';
import type { SyncResult } from './sync-result.ts';

const PAGE = 200;
const DAY_MS = 24 * 3_600_000;

export interface RunDueOptions extends SyncDeps {
  readonly log: {
    info(facts: object, message: string): void;
    warn(facts: object, message: string): void;
    error(facts: object, message: string): void;
  };
}

/**
 * Starts the runs that are due, one after another, and takes over those whose lease has ended. Another instance may do the same: the claim
 * decides.
 */
export function createRunDue({ log, ...deps }: RunDueOptions) {
  const runSync = createRunSync(deps);

  /** @returns how many runs it did */
  return async function runDue(signal: AbortSignal): Promise<number> {
    let ran = 0;
    let after: SourceId | null = null;
    do {
      const page: Source[] = await deps.store.read.sources.listScheduled(after, PAGE);
      for (const source of page) {
        const dueAt = findNextRunAt(source);
        if (signal.aborted) return ran;
        if (dueAt === null || dueAt > deps.clock.now()) continue;
        if (await isLeftToOthers(source, dueAt, signal)) continue;
        await runOne(source, signal);
        ran += 1;
      }
      after = page.length < PAGE ? null : (page.at(-1)?.id ?? null);
    } while (after !== null);
    return ran;
  };

  /**
   * A Slack workspace is read by the instance that has its token. One that no instance has read for a day is tried all the same: it fails,
   * and the owners get to know.
   */
  async function isLeftToOthers(
    { kind, settings }: Source,
    dueAt: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (deps.clock.now() - dueAt >= DAY_MS) return false;
    const connector = await deps.connectors.load(kind);
    return (await connector?.isReadElsewhere?.(settings, signal)) ?? false;
  }

  /** One that fails must not keep the others from running. */
  async function runOne(source: Source, signal: AbortSignal): Promise<void> {
    const options = { isFull: false, signal, onAbort: 'release' } as const;
    try {
      report(source, await runSync(source.organizationId, source.id, options));
    } catch (err) {
      log.error({ sourceId: source.id, organizationId: source.organizationId, err }, 'A sync failed');
    }
  }

  function report({ id: sourceId, organizationId }: Source, result: SyncResult): void {
    const facts = { sourceId, organizationId };
    if (result.kind === 'done') log.info({ ...facts, ...result.counts }, 'Synced a source');
    if (result.kind === 'waiting')
      log.warn({ ...facts, losing: result.losing, live: result.live }, 'A sync waits for an owner');
    if (result.kind !== 'failed') return;
    const { problem, detail, error: err } = result;
    if (problem === 'internal') log.error({ ...facts, err }, 'A sync failed');
    else log.warn({ ...facts, problem, detail }, 'A sync failed');
  }
}
