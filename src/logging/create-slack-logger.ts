import { LogLevel, type Logger as SlackLogger } from '@slack/web-api';
import type { Logger } from 'pino';

/** What may come from Slack's libraries. Not `debug`: there they write whole requests, a code that is being shown included (N21). */
const passedLevels = [LogLevel.INFO, LogLevel.WARN, LogLevel.ERROR] as const;
type PassedLevel = (typeof passedLevels)[number];

/**
 * What Bolt and the Slack SDKs log, through our logger and so through its redaction, from `info` on. At `debug` they would
 * log every request and answer: messages as they are sent, what people type, response URLs, the address of the socket with its
 * ticket. That never reaches our log, whatever `LOG_LEVEL` is; our own line for each call is `log-requests.ts`. The level is
 * ours: what the SDKs set is kept for them to read and nothing more.
 */
export function createSlackLogger(logger: Logger): SlackLogger {
  let name = 'slack';
  let level: LogLevel = passedLevels.find((each) => logger.isLevelEnabled(each)) ?? LogLevel.ERROR;

  function write(to: PassedLevel, parts: readonly unknown[]): void {
    if (!logger.isLevelEnabled(to)) return;
    // Objects go as fields, where redaction sees their names, and not into the sentence.
    const isObject = (part: unknown) => typeof part === 'object' && part !== null;
    const details = parts.filter(isObject);
    const texts = parts.filter((part) => !isObject(part)).map(String);
    logger[to]({ from: name, ...(details.length > 0 ? { details } : {}) }, texts.join(' '));
  }

  return {
    debug: () => {},
    info: (...parts: unknown[]) => write(LogLevel.INFO, parts),
    warn: (...parts: unknown[]) => write(LogLevel.WARN, parts),
    error: (...parts: unknown[]) => write(LogLevel.ERROR, parts),
    setLevel: (asked) => {
      level = asked;
    },
    getLevel: () => level,
    setName: (asked) => {
      name = asked;
    },
  };
}
