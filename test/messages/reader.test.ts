import { describe, expect, it } from 'vitest';
import { unknownReader } from '../../src/domain/organization/language.ts';
import { chooseReader, correctReader, currentReader, speakTo } from '../../src/messages/reader.ts';
import { say } from '../../src/messages/say.ts';
import { joinList, writeTime, writeTimeOfDay } from '../../src/messages/written.ts';

const german = chooseReader({ locale: 'de-DE', timeZone: 'Europe/Berlin', language: 'en' });
const english = chooseReader({ locale: 'en-US', timeZone: 'America/New_York', language: 'de' });
const AT = Date.UTC(2026, 10, 30, 19, 54);
const pause = () => new Promise((resolve) => setImmediate(resolve));

describe('the reader', () => {
  it('U2: outside of all, is spoken to in English, in UTC', () => {
    expect(say('slack.button.approve')).toBe('Approve');
    expect(writeTime(AT)).toBe('30 Nov 2026, 19:54 UTC');
  });

  it('U2: is spoken to in their language until the work is done', async () => {
    const said = await speakTo(german, async () => {
      await pause();
      return [say('slack.button.approve'), say('slack.duration.hours', { hours: 2 })];
    });
    expect(said).toEqual(['Freigeben', '2 Stunden']);
    expect(say('slack.button.approve')).toBe('Approve');
  });

  it('N14: two readers at the same time never get each other’s language', async () => {
    const ask = (reader: typeof german) =>
      speakTo(reader, async () => {
        const said: string[] = [];
        for (let turn = 0; turn < 20; turn++) {
          await pause();
          said.push(say('slack.button.approve'));
        }
        return new Set(said);
      });
    const said = await Promise.all([ask(german), ask(english), ask(german), ask(english)]);
    expect(said.map((words) => [...words].join())).toEqual(['Freigeben', 'Approve', 'Freigeben', 'Approve']);
  });

  it('N14: a notice sent from within another reader’s delivery is in its own reader’s language', () => {
    speakTo(german, () => {
      expect(speakTo(english, () => say('slack.button.approve'))).toBe('Approve');
      expect(say('slack.button.approve')).toBe('Freigeben');
    });
  });

  it('U2: may turn out to speak another language; outside of all, there is no one to correct', () => {
    speakTo(english, () => {
      correctReader(german);
      expect(say('slack.button.approve')).toBe('Freigeben');
    });
    correctReader(german);
    expect(say('slack.button.approve')).toBe('Approve');
  });

  it('U2: what only operators read stays English', () => {
    expect(speakTo(german, () => say('cli.client.none'))).toContain('No clients yet');
    expect(speakTo(german, () => say('slack.health.not_slack'))).toBe('the answer isn’t Slack’s');
  });

  it.each([
    ['de-DE', 'de', 'de-DE'],
    ['de_AT', 'de', 'de-AT'],
    ['DE', 'de', 'de'],
    ['en-US', 'en', 'en-US'],
    ['fr-FR', 'de', 'de'],
    ['den', 'de', 'de'],
    [`de-${'x'.repeat(100)}`, 'de', 'de'],
    ['', 'de', 'de'],
    [null, 'de', 'de'],
  ])('U2: a locale %j is spoken to in %s, with dates as in %s', (locale, language, dates) => {
    expect(chooseReader({ locale, timeZone: null, language: 'de' })).toEqual({
      language,
      locale: dates,
      timeZone: 'UTC',
    });
  });

  it.each(['Mars/Olympus', '', '\u0000', null])('U2: a zone that is none, %j, is UTC', (timeZone) => {
    expect(chooseReader({ locale: 'de', timeZone, language: 'en' }).timeZone).toBe('UTC');
  });

  it('U2: a person of whom nothing is known is spoken to in the organization’s language', () => {
    expect(chooseReader({ ...unknownReader, language: 'de' }).language).toBe('de');
    expect(speakTo(chooseReader(unknownReader), currentReader)).toEqual({
      language: 'en',
      locale: 'en-GB',
      timeZone: 'UTC',
    });
  });
});

describe('what is written for a reader', () => {
  it('U2: times, in their zone, which is named', () => {
    expect(speakTo(german, () => writeTime(AT))).toBe('30. Nov. 2026, 20:54 MEZ');
    expect(speakTo(german, () => writeTimeOfDay(AT))).toBe('20:54 MEZ');
    expect(speakTo(english, () => writeTime(AT))).toBe('Nov 30, 2026, 2:54 PM EST');
  });

  it('U2: lists', () => {
    expect(joinList(['Ada'])).toBe('Ada');
    expect(joinList(['Ada', 'Lena', 'Max'])).toBe('Ada, Lena and Max');
    expect(speakTo(german, () => joinList(['Ada', 'Lena', 'Max']))).toBe('Ada, Lena und Max');
    expect(joinList([])).toBe('');
  });
});
