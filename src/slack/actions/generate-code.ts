import type { App } from '@slack/bolt';
import type { Reveal } from '../../services/generate-code.ts';
import type { RevealResult } from '../../services/reveal-code.ts';
import { buildRecord, buildRefusal } from '../blocks/records.ts';
import { buildReveal } from '../blocks/reveal.ts';
import type { BotDeps } from '../bot-deps.ts';
import { actionIds } from '../ids.ts';
import { type KnownClick, onClick } from './handle-click.ts';
import { readId } from './read-click.ts';

/**
 * **Generate code**: everything is checked again, the code is made, shown to the clicker alone, and only then made to
 * work.
 */
export function registerGenerateCode(app: App, deps: BotDeps): void {
  onClick(app, deps, actionIds.generateCode, async (click) => {
    let showsInDirectMessage = !click.isEphemeral || click.organization.policy.revealIn === 'direct_message';
    // Judged again at the click: the channel may have been shared with outsiders since the prompt (S7). Half a minute
    // old is good enough for a message that nobody but the clicker is sent.
    const judgement = showsInDirectMessage
      ? 'own'
      : (await deps.channels.askLately(click.workspace, click.channelId)).facts;
    const result = await deps.useCases.revealCode({
      organization: click.organization,
      workspace: click.workspace,
      slackUserId: click.slackUserId,
      clicker: click.clicker,
      requestId: readId('request', click),
      channelId: click.channelId,
      channel: judgement,
      deliveryKey: click.deliveryKey,
      lookUpPerson: (slackUserId) => deps.people.askNow(click.workspace, slackUserId),
      deliver(reveal) {
        // What the policy says by now, if it is the stricter: the organization was read before.
        showsInDirectMessage ||= reveal.policy.revealIn === 'direct_message';
        return showsInDirectMessage
          ? deliverInDirectMessage(deps, click, reveal)
          : deliverInPlace(deps, click, reveal);
      },
    });
    await answer(click, result, showsInDirectMessage);
  });
}

async function deliverInPlace(deps: BotDeps, click: KnownClick, reveal: Reveal) {
  const outcome = await deps.postResponse(click.responseUrl, buildReveal(reveal, true), {
    replaceOriginal: true,
  });
  if (outcome.kind === 'accepted') return { kind: 'delivered', hideUrl: click.responseUrl } as const;
  deps.log.warn({ outcome, codeId: reveal.record.id }, 'A code was not certainly delivered');
  return { kind: 'failed' } as const;
}

async function deliverInDirectMessage(deps: BotDeps, click: KnownClick, reveal: Reveal) {
  const isDelivered = await deps.revealInDirectMessage(click.slackUserId, buildReveal(reveal, false));
  if (isDelivered) return { kind: 'delivered', hideUrl: null } as const;
  deps.log.warn({ codeId: reveal.record.id }, 'A code was not certainly delivered');
  return { kind: 'failed' } as const;
}

async function answer(click: KnownClick, result: RevealResult, showsInDirectMessage: boolean): Promise<void> {
  switch (result.kind) {
    case 'duplicate':
      return;
    case 'revealed':
      if (showsInDirectMessage) {
        await click.replace(
          buildRecord(
            ':white_check_mark: The code was generated. It is in your direct message with me, for your eyes only.',
          ),
        );
      }
      return;
    case 'delivery_failed':
    case 'not_activated': {
      const line =
        ':warning: *The code could not be shown safely, so it was revoked.* If you see one, it does not work.';
      return click.replace(buildRecord(line, 'Run `/backupcode` again.'));
    }
    case 'refused': {
      const message = buildRefusal(result.refusals);
      // Somebody else's click, or the second of a double click, must not wipe what the requester is looking at.
      const isEnded =
        result.request?.state === 'cancelled' ||
        result.request?.state === 'expired' ||
        result.request?.state === 'rejected';
      return isEnded ? click.replace(message) : click.tell(message);
    }
  }
}
