import { LogLevel } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { createSlackLogger } from '../../src/logging/create-slack-logger.ts';
import { collectLines } from './collect-lines.ts';

describe('the logger for Bolt and the Slack SDKs', () => {
  it('N6: passes everything through the redaction', () => {
    const { logger, lines, text } = collectLines();
    const slackLogger = createSlackLogger(logger);
    slackLogger.setName('web-api');
    slackLogger.warn('sending', { token: 'hush', channel: 'C1' }, 'ABCD-EFGH-JKMN-PQRS', 3);
    slackLogger.error(Object.assign(new Error('broke'), { config: 'hush' }));
    expect(text()).not.toContain('hush');
    expect(text()).not.toContain('ABCD');
    expect(lines()).toMatchObject([
      { level: 'warn', from: 'web-api', msg: 'sending [redacted] 3', details: [{ channel: 'C1' }] },
      { level: 'error', details: [{ message: 'broke' }] },
    ]);
  });

  it.each(['trace', 'debug', 'info'])('N21: at %s nothing that Slack writes at debug is logged', (level) => {
    const { logger, text } = collectLines(level);
    const slackLogger = createSlackLogger(logger);
    slackLogger.setLevel(LogLevel.DEBUG);
    slackLogger.debug('http request body: {"text":"Alfa Bravo"}', { url: 'wss://made-up' });
    expect(text()).toBe('');
    slackLogger.info('kept');
    expect(text()).toContain('kept');
  });

  it('starts with our level but never below info, keeps the one it is told, and drops what pino drops', () => {
    expect(createSlackLogger(collectLines('trace').logger).getLevel()).toBe(LogLevel.INFO);
    const { logger, text } = collectLines('warn');
    const slackLogger = createSlackLogger(logger);
    expect(slackLogger.getLevel()).toBe(LogLevel.WARN);
    slackLogger.setLevel(LogLevel.DEBUG);
    expect(slackLogger.getLevel()).toBe(LogLevel.DEBUG);
    slackLogger.info('x');
    expect(text()).toBe('');
  });
});
