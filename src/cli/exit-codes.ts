/** What the shell is told. */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodesHelp = `
Exit codes:
  0  done
  1  refused or failed: the reason and what to do are on standard error
  2  the command was not understood: nothing was touched`;
