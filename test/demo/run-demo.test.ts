import { expect, test } from 'vitest';
import { runDemo } from '../../src/demo/run-demo.ts';
import { systemClock } from '../../src/system/system-clock.ts';
import { systemRandom } from '../../src/system/system-random.ts';

const STORY_MS = 120_000;

test(
  'N3 N10: the scripted demo tells the whole story by itself, and every step goes as expected',
  async () => {
    let told = '';
    const code = await runDemo({
      isScripted: true,
      system: { clock: systemClock, random: systemRandom },
      write: (text) => {
        told += text;
      },
      untilStopped: Promise.resolve(),
    });
    expect(told).not.toContain('[NOT SO]');
    expect(told).toContain('Person: @Lena Lockedout (lena@acme.test)');
    expect(told).not.toMatch(/@U[A-Z]/);
    const unfolded = told.replace(/\s+/g, ' ');
    for (const claim of [
      'our page asks for the code alone, never for a password',
      'the portal has checked the ID token, and lets her in',
      'the same code is refused in a second browser',
      'and the portal lets no one in',
      'a code that was used over OpenID Connect is used here as well',
      'one approval is not enough',
      'gets the code; neither of the two who approved does',
      'Olivia gets the code without an approval',
      'another person closed the review, with a note',
      'Amina reads German, and no word of English',
      'issuing has resumed, as two people agreed',
      'source sync HR -> done, created 1',
      'source sync Directory -> done, suspended 1',
      'the code that Theo had ended with his account',
      'Entra ID lets Erik in with it, once',
      'Entra ID says that Erik has a new authenticator',
      'Duo lets Dana in with it, once',
      'Duo says that Dana has a new authenticator',
      'the code itself is in no log and in no audit event',
      'every link of the chain holds',
    ]) {
      expect(unfolded).toContain(claim);
    }
    expect(code, told).toBe(0);
  },
  STORY_MS,
);
