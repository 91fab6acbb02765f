import type { BackupCode } from '../../../domain/codes/backup-code.ts';
import { type DirectoryUser, loginOf } from '../../../domain/directory/directory-user.ts';
import { roleNames, rolePhrases } from '../../../domain/directory/roles.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import type { Admission } from '../../../domain/redeeming/lockout.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { buildUnlockButton, describeLock } from '../../blocks/lockout.ts';
import { actions, button, context, mrkdwn, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime, mentionUser } from '../../blocks/mrkdwn.ts';
import { describeReason } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';

export interface PromptFacts {
  readonly request: IssueRequest;
  readonly target: DirectoryUser;
  readonly policy: Policy;
  readonly liveCode: BackupCode | null;
  readonly lockout: Admission;
}

/** Asks the requester to confirm: what will happen, for whom, and what to make sure of first (U1). */
export function buildPrompt({ request, target, policy, liveCode, lockout }: PromptFacts): SlackMessage {
  const name = escapeMrkdwn(target.displayName);
  const login = escapeMrkdwn(loginOf(target));
  const mustAsk = request.needsApproval && request.state !== 'approved';
  const lock = describeLock(name, lockout);
  const question = mustAsk
    ? `*Ask for a backup code for ${name}?*`
    : `*Generate a one-time backup code for ${name}?*`;
  return {
    text: `Backup code for ${name}: please confirm.`,
    blocks: [
      section(question),
      {
        type: 'section',
        fields: [
          mrkdwn(`*Person*\n${mentionUser(request.origin.targetSlackId)} (${login})`),
          mrkdwn(`*Role*\n${roleNames[target.role]}`),
          mrkdwn(`*Domain*\n${escapeMrkdwn(login.split('@').at(-1) ?? '')}, verified`),
          mrkdwn(`*Reason*\n${describeReason(request.reason)}`),
        ],
      },
      section(
        `:telephone_receiver: *First make sure it is ${name}.* Call them on a number you already have, or see them in person. ` +
          'The caller may be an impostor. That is how accounts get stolen.',
      ),
      ...(liveCode === null
        ? []
        : [
            section(
              `:warning: ${name} has a code that works until ${formatTime(liveCode.expiresAt)}. *A new one replaces it.*`,
            ),
          ]),
      ...(lock === null ? [] : [section(lock)]),
      ...(mustAsk
        ? [
            section(
              `${name} is *${rolePhrases[target.role]}*, so another Organization Owner or Admin has to approve.`,
            ),
          ]
        : []),
      actions(
        ...(lock === null || mustAsk
          ? []
          : [buildUnlockButton('Unlock and generate', actionIds.unlockAndGenerate, request.id)]),
        mustAsk
          ? button('Ask for approval', {
              actionId: actionIds.askApproval,
              value: request.id,
              style: 'primary',
            })
          : button('Generate code', {
              actionId: actionIds.generateCode,
              value: request.id,
              style: 'primary',
            }),
        button('Cancel', { actionId: actionIds.cancelRequest, value: request.id }),
      ),
      context(
        `The code works once, for ${formatDuration(policy.codeLifetimeMinutes)}, in place of the second factor only. ` +
          `${name} is notified. This request expires ${formatTime(request.expiresAt)}.`,
      ),
    ],
  };
}

export function formatDuration(minutes: number): string {
  if (minutes % 60 !== 0 || minutes < 60) return `${minutes} minutes`;
  return minutes === 60 ? '60 minutes' : `${minutes / 60} hours`;
}
