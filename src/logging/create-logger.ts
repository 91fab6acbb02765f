import { type DestinationStream, type Logger, pino } from 'pino';
import { bindingPaths, REDACTED, redactFields } from './redaction.ts';
import { scrubLine } from './scrub.ts';

export interface LoggerOptions {
  /** a level of pino, or `silent` */
  readonly level: string;
  /** standard output if left out */
  readonly destination?: DestinationStream;
}

/**
 * A logger that writes one JSON object a line and lets no secret through (N6): fields by name, errors by an
 * allow-list, and at last every line by what secrets look like. Make a child per request; its bindings are redacted
 * at the top only, so give it plain values.
 */
export function createLogger({ level, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: redactFields },
    redact: { paths: [...bindingPaths], censor: REDACTED },
    // `log` above has seen to errors; pino's own serializer would add every field of an error again.
    serializers: { err: (error: unknown) => error },
    hooks: { streamWrite: scrubLine },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
