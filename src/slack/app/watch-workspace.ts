import type { SlackWorkspace } from '../../domain/directory/slack-person.ts';
import type { SlackHealth } from './slack-health.ts';
import { RETRY_MS_MAX, retryDelayMs } from './try-again.ts';

export interface WorkspaceWatchDeps {
  /** The workspace of the bot token. @throws if Slack refuses the token or cannot be reached */
  readonly identify: () => Promise<SlackWorkspace>;
  readonly health: Pick<SlackHealth, 'noteAccepted' | 'noteFailed'>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface WorkspaceWatch {
  /**
   * Asks Slack for the workspace of the token, then again every 30 seconds: a revoked token is noticed before an administrator
   * needs it (S15). Resolves after the first attempt, to the workspace or `null`.
   * @param onFound called if the workspace becomes known only later, until it returns true
   */
  start(onFound: (workspace: SlackWorkspace) => Promise<boolean>): Promise<SlackWorkspace | null>;
  stop(): Promise<void>;
}

export function createWorkspaceWatch({ identify, health, sleep }: WorkspaceWatchDeps): WorkspaceWatch {
  const stopping = new AbortController();
  let failures = 0;
  let running: Promise<void> = Promise.resolve();

  async function ask(): Promise<SlackWorkspace | null> {
    try {
      const workspace = await identify();
      failures = 0;
      health.noteAccepted('SLACK_BOT_TOKEN');
      return workspace;
    } catch (error) {
      failures += 1;
      health.noteFailed('SLACK_BOT_TOKEN', error);
      return null;
    }
  }

  async function askAgain(isFound: boolean, onFound: (workspace: SlackWorkspace) => Promise<boolean>) {
    let isKnown = isFound;
    for (;;) {
      await sleep(failures === 0 ? RETRY_MS_MAX : retryDelayMs(failures), stopping.signal).catch(
        () => undefined,
      );
      if (stopping.signal.aborted) return;
      const workspace = await ask();
      if (workspace === null || isKnown) continue;
      isKnown = await onFound(workspace);
    }
  }

  return {
    async start(onFound) {
      const workspace = await ask();
      running = askAgain(workspace !== null, onFound);
      return workspace;
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
