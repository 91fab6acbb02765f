import { expect, test } from 'vitest';
import { buildWorkspace, demoWorkspace } from '../../src/sandbox/sandbox.ts';

const { teams, people, channels } = demoWorkspace();

test('ids have the form of Slack ids and are unique', () => {
  const ids = [...teams, ...people, ...channels].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id } of teams) expect(id).toMatch(/^T[A-Z0-9]+$/);
  for (const { id } of people) expect(id).toMatch(/^U[A-Z0-9]+$/);
  for (const { id } of channels) expect(id).toMatch(/^C[A-Z0-9]+$/);
});

test('everybody is invented: addresses end in names that nobody can own', () => {
  for (const { email } of people) expect(email ?? 'none.test').toMatch(/\.(test|example)$/);
});

test('every situation has its person, and handles are unambiguous', () => {
  const handles = people.map(({ handle }) => handle);
  expect(new Set(handles).size).toBe(handles.length);
  const situations = people.map(({ realName }) => realName);
  for (const name of ['Olivia Owner', 'Lena Lockedout', 'Evan Evil', 'Sigi Singlechannel', 'Deleted Dan']) {
    expect(situations).toContain(name);
  }
});

test('channels hold people of their teams only', () => {
  for (const channel of channels) {
    const allowed = [channel.teamId, ...(channel.sharedWith ?? [])];
    for (const member of channel.members) {
      expect(allowed, `${member} in ${channel.name}`).toContain(
        people.find(({ id }) => id === member)?.teamId,
      );
    }
  }
});

test('a builder wants a team first', () => {
  expect(() => buildWorkspace().person('UX', { realName: 'Xenia' })).toThrow('declare a team');
});
