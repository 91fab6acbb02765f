import { AsyncLocalStorage } from 'node:async_hooks';

export interface BackgroundTask {
  readonly name: string;
  /** How much it did; unless 0, it runs again immediately. */
  readonly run: () => Promise<number>;
  /** Whether a nudge wakes it, too; otherwise it runs at every interval only. */
  readonly isNudged: boolean;
}

export interface BackgroundWork {
  start(): void;
  /** Something was just written that the tasks should look at now rather than at the next tick. */
  nudge(): void;
  /** Waits for what is running; nothing runs afterwards. */
  stop(): Promise<void>;
}

const ROUNDS_MAX = 100;

/**
 * Runs each task at every interval and, for some, when nudged; never the same one twice at a time in a process.
 * Tasks do not wait for each other: a Slack that hangs while notices are sent must not keep codes from being
 * revoked (N13). Other processes may run the same tasks: the store's guarded writes and leases keep them apart.
 */
export function createBackgroundWork(options: {
  readonly tasks: readonly BackgroundTask[];
  readonly intervalMs: number;
  readonly onError: (task: string, error: unknown) => void;
}): BackgroundWork {
  // What a request nudges is not that request's work: it runs in the context in which the program started.
  const outsideOfRequests = AsyncLocalStorage.snapshot();
  const loops = options.tasks.map((task) =>
    createTaskLoop({ ...task, run: () => outsideOfRequests(task.run) }, options.onError),
  );
  let timer: NodeJS.Timeout | null = null;

  function wakeAll(): void {
    for (const loop of loops) loop.wake();
  }

  function nudge(): void {
    for (const [index, loop] of loops.entries()) if (options.tasks[index]?.isNudged === true) loop.wake();
  }

  return {
    start(): void {
      if (timer !== null) return;
      for (const loop of loops) loop.open();
      timer = setInterval(wakeAll, options.intervalMs);
      wakeAll();
    },
    nudge,
    async stop(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await Promise.all(loops.map((loop) => loop.close()));
    },
  };
}

interface TaskLoop {
  open(): void;
  wake(): void;
  close(): Promise<void>;
}

/** The loop of one task. */
function createTaskLoop(task: BackgroundTask, onError: (task: string, error: unknown) => void): TaskLoop {
  let running: Promise<void> | null = null;
  let isNudged = false;
  let isOpen = false;

  async function runWhileBusy(): Promise<void> {
    try {
      for (let round = 0; round < ROUNDS_MAX && isOpen; round += 1) {
        if ((await task.run()) === 0) return;
      }
    } catch (error) {
      onError(task.name, error);
    }
  }

  async function run(): Promise<void> {
    do {
      isNudged = false;
      await runWhileBusy();
    } while (isNudged && isOpen);
    // Synchronously, so that no nudge falls between the last look and the next run.
    running = null;
  }

  return {
    open: () => {
      isOpen = true;
    },
    wake(): void {
      if (!isOpen) return;
      if (running !== null) {
        // What was written may have come too late for the running round.
        isNudged = true;
        return;
      }
      running = run();
    },
    async close(): Promise<void> {
      isOpen = false;
      await running;
    },
  };
}
