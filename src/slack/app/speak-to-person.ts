import type { AllMiddlewareArgs } from '@slack/bolt';
import type { SlackWorkspace } from '../../domain/directory/slack-person.ts';
import { unknownReader } from '../../domain/organization/language.ts';
import { chooseReader, correctReader, speakTo } from '../../messages/reader.ts';
import type { BotDeps } from './bot-deps.ts';

/**
 * What an `ack` may wait for the store, in milliseconds: Slack gives three seconds (S2). A reader who is found later is still spoken to in
 * their language from then on.
 */
const WAIT_MS = 300;

type Deps = Pick<BotDeps, 'log'> & { readonly useCases: Pick<BotDeps['useCases'], 'findReader'> };

/** Every delivery is answered in the language of the person whom Slack says it's from, whichever listener answers. */
export function createSpeakToPerson(deps: Deps) {
  return async function speakToPerson({ context, next }: AllMiddlewareArgs): Promise<void> {
    const { userId, teamId, enterpriseId } = context;
    if (userId === undefined || teamId === undefined) return next();
    const workspace = { teamId, enterpriseId: enterpriseId ?? null };
    const answer = async (): Promise<void> => {
      await waitFor(hear(workspace, userId));
      await next();
    };
    await speakTo(chooseReader(unknownReader), answer, userId);
  };

  async function hear(workspace: SlackWorkspace, slackUserId: string): Promise<void> {
    try {
      correctReader(chooseReader(await deps.useCases.findReader(workspace, slackUserId)));
    } catch (error) {
      // The listener meets the same trouble, and says so: in English then.
      deps.log.warn({ err: error }, 'The language of a person could not be read');
    }
  }
}

async function waitFor(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, WAIT_MS);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
