/** Below it are the pages of "This wasn't me" links. */
export const DISOWN_PATH = '/wasnt-me';
