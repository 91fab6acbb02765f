import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import { type HomePlace, homeStart } from '../../../services/home/home-place.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { type KnownClickAnywhere, onClickAnywhere } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { buildRecord } from '../../blocks/records.ts';
import { buildLateAnswer } from '../../blocks/request-endings.ts';
import { actionIds } from '../../ids.ts';
import { buildContinue, buildNoDirectMessage } from '../issue/continue.ts';
import { buildGeneratedBefore } from '../issue/generated-before.ts';
import { buildPrompt } from '../issue/prompt.ts';
import { buildIssueForm } from '../issue/shortcuts.ts';
import { buildLockedOut } from './own-account.ts';
import { readFilter, readPlace } from './place.ts';

/** The buttons that only the Home tab has. Revoke, Approve and the others are the same as in messages. */
export function registerHomeClicks(app: App, deps: BotDeps): void {
  const fromFacts = { asksSlack: false };
  onClickAnywhere(app, deps, actionIds.homeIssue, (click) => click.open(buildIssueForm(null)), fromFacts);
  onClickAnywhere(app, deps, actionIds.homeContinue, (click) => continueRequest(deps, click));
  onClickAnywhere(app, deps, actionIds.homeLockedOut, (click) => showHelpers(deps, click));
  const turn = (click: KnownClickAnywhere) => turnTo(deps, click, readPlace(click.value));
  onClickAnywhere(app, deps, actionIds.homeOwnNewer, turn, fromFacts);
  onClickAnywhere(app, deps, actionIds.homeOwnOlder, turn, fromFacts);
  onClickAnywhere(app, deps, actionIds.homeNewest, turn, fromFacts);
  onClickAnywhere(app, deps, actionIds.homeOlder, turn, fromFacts);
  const filter = async (click: KnownClickAnywhere): Promise<void> => {
    const { ownFrom } = readPlace(click.place === 'message' ? '' : click.metadata);
    const historyOf = readFilter(click.value) ?? 'all';
    await turnTo(deps, click, { ownFrom, historyOf, historyBefore: null });
  };
  onClickAnywhere(app, deps, actionIds.homeFilter, filter, fromFacts);
}

async function turnTo({ homes }: BotDeps, click: KnownClickAnywhere, place: HomePlace): Promise<void> {
  const hash = click.place === 'home' ? click.viewHash : null;
  await homes.turn(click, place, hash);
}

async function showHelpers({ useCases }: BotDeps, click: KnownClickAnywhere): Promise<void> {
  const home = await useCases.readHome({ ...click, person: click.clicker, place: homeStart, weeks: [] });
  await click.tell(
    home.kind === 'closed'
      ? buildRecord(say('slack.home.closed'))
      : buildLockedOut(home.own, home.isHelpOffered),
  );
}

/** The prompt appears where a click on it can be answered by the code: in the direct message. */
async function continueRequest(deps: BotDeps, click: KnownClickAnywhere): Promise<void> {
  const result = await deps.useCases.showPrompt({ ...click, requestId: readId('request', click) });
  switch (result.kind) {
    case 'duplicate':
      return;
    case 'generated_before':
      return click.tell(buildGeneratedBefore(result));
    case 'refused':
      return click.tell(buildLateAnswer(result, say('slack.issue.refused')));
    case 'open': {
      const post = await deps.postInDirectMessage(click.workspace, click.slackUserId, buildPrompt(result));
      return click.tell(
        post.kind === 'posted'
          ? buildContinue(result.target, post.link)
          : buildNoDirectMessage(result.target, post.why),
      );
    }
  }
}
