/**
 * Room outside of memory for what one use case has to remember, as long as it lasts. Nobody else finds it by a name, and nothing
 * of it is left however the process ends.
 */
export interface Scratch {
  /** Puts bytes behind those that are there. @throws ScratchUnavailableError */
  append(bytes: Uint8Array): Promise<void>;
  /**
   * Fills all of `bytes` with what is there from `position` on.
   * @throws ScratchUnavailableError also if there is less
   */
  read(bytes: Uint8Array, position: number): Promise<void>;
  close(): Promise<void>;
}

/** @throws ScratchUnavailableError */
export type OpenScratch = () => Promise<Scratch>;

/** There is no room, or no permission, or what was put there cannot be had again. */
export class ScratchUnavailableError extends Error {
  override readonly name = 'ScratchUnavailableError';

  /** @param code what the system says, such as `ENOSPC` */
  constructor(code: string) {
    super(`Temporary data cannot be kept (${code})`);
  }
}
