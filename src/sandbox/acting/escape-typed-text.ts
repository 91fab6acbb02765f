import type { PersonFixture } from '../workspace.ts';
import { canSee, isInTeam } from '../world/channels.ts';
import type { Platform } from '../world/platform.ts';

function escapeControlCharacters(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function findMentioned(platform: Platform, handle: string, typist: PersonFixture): PersonFixture | undefined {
  const named = platform.people.all().filter((person) => person.handle === handle);
  return named.find((person) => person.teamId === typist.teamId) ?? named[0];
}

/**
 * What Slack does with a command whose manifest says `should_escape`: names turn into mentions, addresses into
 * links, and what a person typed to look like one of these turns into harmless text.
 */
export function escapeTypedText(platform: Platform, text: string, typist: PersonFixture): string {
  return escapeControlCharacters(text)
    .split(/(\s+)/)
    .map((word) => escapeWord(platform, word, typist))
    .join('');
}

function escapeWord(platform: Platform, word: string, typist: PersonFixture): string {
  if (/^https?:\/\/\S+$/.test(word)) return `<${word}>`;
  if (/^[^@\s]+@[^@\s]+\.[a-z]+$/i.test(word)) return `<mailto:${word}|${word}>`;
  const [, mark, name = '', rest = ''] = /^([@#])([\p{L}\p{N}._-]*[\p{L}\p{N}_-])(.*)$/u.exec(word) ?? [];
  if (mark === '@') {
    const person = findMentioned(platform, name, typist);
    return person ? `<@${person.id}|${person.handle}>${rest}` : word;
  }
  if (mark === '#') {
    const channel = platform.channels
      .all()
      .filter((each) => each.kind !== 'im' && isInTeam(each, typist.teamId))
      .filter((each) => canSee(each, typist.id, typist.teamId))
      .find((each) => each.name === name);
    return channel ? `<#${channel.id}|${channel.name}>${rest}` : word;
  }
  return word;
}
