export interface BackgroundTask {
  readonly name: string;
  /** How many things it did; while it does some it is run again at once. */
  readonly run: () => Promise<number>;
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
 * Runs tasks one after another, at every interval and when nudged; never two rounds at once in a process. Other processes may run
 * the same tasks: the store's guarded writes and leases keep them apart.
 */
export function createBackgroundWork(options: {
  readonly tasks: readonly BackgroundTask[];
  readonly intervalMs: number;
  readonly onError: (task: string, error: unknown) => void;
}): BackgroundWork {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let isNudged = false;
  let isStopped = true;

  async function runTask(task: BackgroundTask): Promise<void> {
    try {
      for (let round = 0; round < ROUNDS_MAX && !isStopped; round += 1) {
        if ((await task.run()) === 0) return;
      }
    } catch (error) {
      options.onError(task.name, error);
    }
  }

  async function runAll(): Promise<void> {
    do {
      isNudged = false;
      for (const task of options.tasks) await runTask(task);
    } while (isNudged && !isStopped);
  }

  function wake(): void {
    if (isStopped) return;
    if (running !== null) {
      isNudged = true;
      return;
    }
    running = runAll().finally(() => {
      running = null;
    });
  }

  return {
    start(): void {
      if (timer !== null) return;
      isStopped = false;
      timer = setInterval(wake, options.intervalMs);
      wake();
    },
    nudge: wake,
    async stop(): Promise<void> {
      isStopped = true;
      if (timer !== null) clearInterval(timer);
      timer = null;
      await running;
    },
  };
}
