import type { Logger } from 'pino';
import { createLogger } from '../../src/logging/create-logger.ts';

/** A real logger whose lines are kept. */
export function collectLines(level = 'trace'): {
  logger: Logger;
  lines: () => Record<string, unknown>[];
  text: () => string;
} {
  let text = '';
  const logger = createLogger({
    level,
    destination: {
      write: (line) => {
        text += line;
      },
    },
  });
  const lines = () =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { logger, lines, text: () => text };
}
