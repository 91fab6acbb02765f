import { LogLevel, type Logger as SlackLogger } from '@slack/web-api';
import type { Logger } from 'pino';

const slackLevels = [LogLevel.DEBUG, LogLevel.INFO, LogLevel.WARN, LogLevel.ERROR] as const;

/**
 * What Bolt and the Slack SDKs log, through our logger and so through its redaction. The level is ours: what the SDKs
 * set is kept for them to read and nothing more.
 */
export function createSlackLogger(logger: Logger): SlackLogger {
  let name = 'slack';
  let level = levelOf(logger);

  function write(to: LogLevel, parts: readonly unknown[]): void {
    // Some ten lines for each call of Slack that mostly nobody wants.
    if (!logger.isLevelEnabled(to)) return;
    // Objects go as fields, where redaction sees their names, and not into the sentence.
    const isObject = (part: unknown) => typeof part === 'object' && part !== null;
    const details = parts.filter(isObject);
    const texts = parts.filter((part) => !isObject(part)).map(String);
    logger[to]({ from: name, ...(details.length > 0 ? { details } : {}) }, texts.join(' '));
  }

  return {
    debug: (...parts: unknown[]) => write(LogLevel.DEBUG, parts),
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

/** The SDKs skip making messages that nobody wants, so they should start out with our level. */
function levelOf(logger: Logger): LogLevel {
  return slackLevels.find((level) => logger.isLevelEnabled(level)) ?? LogLevel.ERROR;
}
