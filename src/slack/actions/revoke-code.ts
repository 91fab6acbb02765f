import type { App } from '@slack/bolt';
import type { RevokeCodeResult } from '../../services/revoke-code.ts';
import { buildRecord, buildRefusal, describeState } from '../blocks/records.ts';
import type { BotDeps } from '../bot-deps.ts';
import { actionIds } from '../ids.ts';
import { escapeMrkdwn, formatTime } from '../mrkdwn.ts';
import { type KnownClick, onClick } from './handle-click.ts';
import { readId } from './read-click.ts';

/** **Revoke**, by an administrator, and **This wasn’t me**, by the person the code is for. */
export function registerRevokeCode(app: App, deps: BotDeps): void {
  for (const [actionId, as] of [
    [actionIds.revokeCode, 'admin'],
    [actionIds.disownCode, 'target'],
  ] as const) {
    onClick(app, deps, actionId, async (click) => {
      const result = await deps.useCases.revokeCode({ ...click, codeId: readId('code', click), as });
      await (as === 'admin' ? answerAdmin(click, result) : answerTarget(click, result));
    });
  }
}

async function answerAdmin(click: KnownClick, result: RevokeCodeResult): Promise<void> {
  if (result.kind === 'duplicate') return;
  if (result.kind === 'refused') return click.tell(buildRefusal(result.refusals, 'Nothing was revoked.'));
  const { code, user } = result;
  const name = escapeMrkdwn(user.displayName);
  if (result.kind === 'not_live') {
    return click.replace(
      buildRecord(
        `The backup code for *${name}* was over already. ${describeState(code.state, code.expiresAt, code.settledAt)}`,
      ),
    );
  }
  const when = formatTime(code.settledAt ?? code.createdAt);
  return click.replace(
    buildRecord(
      `:white_check_mark: You revoked the backup code for *${name}* ${when}. It does not work any more.`,
      `${name} has been told.`,
    ),
  );
}

async function answerTarget(click: KnownClick, result: RevokeCodeResult): Promise<void> {
  if (result.kind === 'duplicate') return;
  if (result.kind === 'refused') return click.tell(buildRefusal(result.refusals, 'Nothing was revoked.'));
  const { code } = result;
  if (result.kind === 'revoked') {
    return click.replace(
      buildRecord(
        `:white_check_mark: *The code was revoked* ${formatTime(code.settledAt ?? code.createdAt)}, and your administrators are told. Nobody can sign in with it.`,
        'If you were asked for your password or a code by anybody, change your password now.',
      ),
    );
  }
  const state = describeState(code.state, code.expiresAt, code.settledAt);
  const urgent =
    code.state === 'redeemed'
      ? ' *Somebody may be in your account: call your administrator now and change your password.*'
      : '';
  return click.replace(
    buildRecord(`:rotating_light: ${state} Your administrators are told that it was not you.${urgent}`),
  );
}
