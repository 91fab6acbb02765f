import type { System } from '../compose.ts';
import { demoWorkspace } from '../sandbox/sandbox.ts';
import { pickPort } from './pick-port.ts';
import { DEMO_PASSWORD, type Demo, startDemo } from './start-demo.ts';
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
  const ports = isScripted
    ? { httpPort: 0, sandboxPort: 0, portalPort: 0 }
    : {
        httpPort: await pickPort(3000),
        sandboxPort: await pickPort(3100),
        portalPort: await pickPort(3200),
      };
  const demo = await startDemo(system, { ...ports, withPage: !isScripted });
  try {
    if (!isScripted) {
      write(describeDemo(demo));
      await untilStopped;
      return 0;
    }
    const story = createStoryteller(write, demoWorkspace().people);
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

function describeDemo({ pageUrl, sandbox, portal, service, credential }: Demo): string {
  const { httpUrl } = service;
  return `Backupcode is running, with a Slack of its own. Nothing leaves this machine; Ctrl-C ends it and deletes its data.

  Open in a browser   ${pageUrl ?? sandbox.origin}
  and then            ${portal.origin}   (Acme’s portal, where the code is used)
  HTTP service        ${httpUrl}   (its description: ${httpUrl}/openapi.json)

Act as Adam in the first, and type /backupcode @lena lost phone. “Side by side” shows Lena’s Slack as well; the inspector
shows what passes between Slack and the bot. It is a local stand-in, not Slack. “At the vendors” in the inspector has two buttons:
BambooHR hires Nora, and JumpCloud suspends Theo. Each is synced while you watch.

Be Lena in the second: lena@acme.test, password ${DEMO_PASSWORD}. She lost her phone, and types the code that Adam read to her.
Try the same code again in a private window.

A login page of your own would redeem a code like this:

  curl -X POST ${httpUrl}/v1/codes/redeem \\
    -H 'Authorization: Bearer ${credential.reveal()}' -H 'Content-Type: application/json' \\
    -d '{"user":"lena@acme.test","code":"XXXX-XXXX-XXXX-XXXX"}'
`;
}
