import type { System } from '../compose.ts';
import { demoWorkspace } from '../sandbox/sandbox.ts';
import { vendorPeople } from './acme-providers.ts';
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

/** @returns the exit code: 0 only if every step went as expected */
export async function runDemo({ isScripted, system, write, untilStopped }: RunDemoOptions): Promise<number> {
  const ports = isScripted
    ? { httpPort: 0, sandboxPort: 0, portalPort: 0, vendorsPort: 0 }
    : {
        httpPort: await pickPort(3000),
        sandboxPort: await pickPort(3100),
        portalPort: await pickPort(3200),
        vendorsPort: await pickPort(3300),
      };
  const demo = await startDemo(system, { ...ports, withPage: !isScripted });
  try {
    if (!isScripted) {
      write(describeDemo(demo));
      await untilStopped;
      return 0;
    }
    const story = createStoryteller(write, [...demoWorkspace().people, ...vendorPeople]);
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
        ? '\nEvery step went as expected.\n'
        : `\n${story.failures} steps did not go as expected.\n`,
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

function describeDemo({ pageUrl, sandbox, portal, vendorSignIn, service, credential }: Demo): string {
  const { httpUrl } = service;
  return `Backupcode is running, with a Slack of its own. Nothing leaves this machine.
Ctrl-C ends it and deletes its data.

  The local Slack   ${pageUrl ?? sandbox.origin}
  Acme’s portal     ${portal.origin}
  HTTP service      ${httpUrl}
  Its description   ${httpUrl}/openapi.json

1. Open the local Slack in a browser. As Adam, type
   /backupcode @lena lost phone
   “Side by side” shows Lena’s Slack as well. The “Inspector” shows what passes
   between Slack and the bot, and what is stored.
2. Open the portal, where the code is used, and be Lena: lena@acme.test,
   password ${DEMO_PASSWORD}. She lost her phone, and types the code that Adam read
   to her. Try the same code again in a private window.
3. In the inspector, under “At the vendors”, BambooHR hires Nora and JumpCloud
   suspends Theo. Each is synced while you watch.

Erik signs in at Entra ID, so his code comes from there: type /backupcode @erik lost phone as Adam, and be Erik at
${vendorSignIn?.urlOf('entra')}. Dana’s comes from Duo: /backupcode @dana lost phone, and ${vendorSignIn?.urlOf('duo')}.
A minute after it was used, Adam reads so.

A login page of your own would redeem a code like this:

  curl -X POST ${httpUrl}/v1/codes/redeem \\
    -H 'Authorization: Bearer ${credential.reveal()}' \\
    -H 'Content-Type: application/json' \\
    -d '{"user":"lena@acme.test","code":"XXXX-XXXX-XXXX-XXXX"}'
`;
}
