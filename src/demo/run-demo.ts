import type { System } from '../compose.ts';
import { startDemo } from './start-demo.ts';
import { createStoryteller } from './storyteller.ts';
import { tellStory } from './tell-story.ts';

export interface RunDemoOptions {
  /** Walk the story by itself, print a transcript, and end. */
  readonly isScripted: boolean;
  readonly system: System;
  readonly write: (text: string) => void;
  /** Settles when the person wants to stop. */
  readonly untilStopped: Promise<void>;
}

const STORY_MS_MAX = 120_000;

/** @returns the exit code: 0 only if every step went as told */
export async function runDemo({ isScripted, system, write, untilStopped }: RunDemoOptions): Promise<number> {
  const ports = isScripted ? { httpPort: 0, sandboxPort: 0 } : { httpPort: 3000, sandboxPort: 3100 };
  const demo = await startDemo(system, { ...ports, withPage: !isScripted });
  try {
    if (!isScripted) {
      write(
        describeDemo(demo.pageUrl ?? demo.sandbox.origin, demo.service.httpUrl, demo.credential.reveal()),
      );
      await untilStopped;
      return 0;
    }
    const story = createStoryteller(write);
    const timeout = AbortSignal.timeout(STORY_MS_MAX);
    const tooLong = new Promise<never>((_resolve, reject) => {
      timeout.addEventListener(
        'abort',
        () => reject(new Error('The story did not come to its end in time')),
        { once: true },
      );
    });
    await Promise.race([tellStory(demo, story), tooLong]);
    write(
      story.failures === 0
        ? '\nEvery step went as told.\n'
        : `\n${story.failures} steps did not go as told.\n`,
    );
    return story.failures === 0 ? 0 : 1;
  } catch (error) {
    write(
      `\nThe demo broke off: ${error instanceof Error ? error.message : String(error)}\n\nThe program's log:\n${demo.log()}\n`,
    );
    return 1;
  } finally {
    await demo.stop();
  }
}

function describeDemo(pageUrl: string, serviceUrl: string, credential: string): string {
  return `Backupcode is running, with a Slack of its own. Nothing leaves this machine; Ctrl-C ends it and deletes its data.

  Open in a browser   ${pageUrl}
  HTTP service        ${serviceUrl}   (its description: ${serviceUrl}/openapi.json)

Act as Adam there, and type /backupcode @lena lost phone. “Side by side” shows Lena's Slack as well; the inspector
shows what passes between Slack and the bot. It is a local stand-in, not Slack.

Redeem a code as Acme's portal would:

  curl -X POST ${serviceUrl}/v1/codes/redeem \\
    -H 'Authorization: Bearer ${credential}' -H 'Content-Type: application/json' \\
    -d '{"user":"lena@acme.test","code":"XXXX-XXXX-XXXX-XXXX"}'
`;
}
