import type { KnownBlock, ModalView } from '@slack/types';
import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { TICKET_LENGTH_MAX } from '../../../domain/requests/ticket.ts';
import {
  maskNumber,
  methodsWithEvidence,
  type VerificationMethod,
} from '../../../domain/requests/verification.ts';
import { say } from '../../../messages/say.ts';
import { REASON_LENGTH_MAX } from '../../../services/requests/request-code.ts';
import { actions, button, context, section } from '../../blocks/message.ts';
import { checkboxField, modal, personField, textField } from '../../blocks/modal.ts';
import { nameOf } from '../../blocks/people.ts';
import { actionIds, callbackIds } from '../../ids.ts';

/** The fields of the form. */
export const REASON = 'reason';
export const TICKET = 'ticket';
export const METHODS = 'methods';
export const MANAGER = 'manager';
export const evidenceOf = (method: VerificationMethod) => `evidence_${method}`;

interface FormFacts {
  readonly request: IssueRequest;
  readonly target: DirectoryUser;
  readonly policy: Policy;
  readonly manager: DirectoryUser | null;
  readonly hasDeviceCheck: boolean;
}

/** Asks how the requester made sure who the caller is. Only what the terms of the request allow is on offer. */
export function buildVerificationForm(facts: FormFacts): ModalView {
  const { request, target, policy } = facts;
  const name = nameOf(target);
  const methods = listOffered(facts);
  const required = request.terms.verificationsRequired;
  return modal({
    callbackId: callbackIds.verifyCaller,
    title: say('slack.verify.title'),
    submit: say('slack.verify.submit'),
    metadata: request.id,
    blocks: [
      section(say('slack.verify.intro', { name })),
      textField(REASON, say('slack.verify.reason'), {
        initial: request.reason,
        lengthMax: REASON_LENGTH_MAX,
        isOptional: !policy.reasonRequired,
      }),
      textField(TICKET, say('slack.verify.ticket'), {
        initial: request.ticket ?? '',
        lengthMax: TICKET_LENGTH_MAX,
        isOptional: !policy.ticketRequired,
        ...(policy.ticketPattern === null
          ? {}
          : { hint: say('slack.verify.ticket.hint', { pattern: policy.ticketPattern }) }),
      }),
      ...(methods.length === 0 ? [] : listMethodBlocks(facts, methods, required)),
    ],
  });
}

function listOffered({ request, target, policy, hasDeviceCheck }: FormFacts): VerificationMethod[] {
  return request.terms.verificationMethods.filter(
    (method) =>
      (method !== 'callback' || target.mobile !== null) &&
      (method !== 'other' || policy.otherVerification !== null) &&
      (method !== 'device' || hasDeviceCheck),
  );
}

function listMethodBlocks(
  facts: FormFacts,
  methods: readonly VerificationMethod[],
  required: number,
): KnownBlock[] {
  const { request, target, policy, manager } = facts;
  const name = nameOf(target);
  const labels = { name: target.displayName, manager: manager?.displayName ?? '' };
  const label = (method: VerificationMethod) =>
    method === 'other' && policy.otherVerification !== null
      ? policy.otherVerification
      : method === 'manager' && manager !== null
        ? say('slack.verify.method.manager.named', labels)
        : say(`slack.verify.method.${method}`);
  return [
    ...(methods.includes('callback') && target.mobile !== null
      ? [
          section(say('slack.verify.number', { name, number: maskNumber(target.mobile) })),
          actions(
            button(say('slack.button.show_number'), { actionId: actionIds.showNumber, value: request.id }),
          ),
        ]
      : []),
    checkboxField(
      METHODS,
      say('slack.verify.methods', { count: Math.max(1, required) }),
      methods.map((method) => ({ value: method, label: label(method) })),
      {
        isOptional: required === 0,
        initial: request.verifications.map(({ method }) => method),
      },
    ),
    ...methods
      .filter((method) => methodsWithEvidence.includes(method))
      .map((method) =>
        textField(
          evidenceOf(method),
          say(`slack.verify.evidence.${method as 'video' | 'in_person' | 'other'}`),
          {
            isOptional: true,
            lengthMax: REASON_LENGTH_MAX,
            initial: request.verifications.find((each) => each.method === method)?.evidence ?? '',
          },
        ),
      ),
    ...(methods.includes('manager') && manager === null
      ? [
          personField(MANAGER, say('slack.verify.manager', { name: target.displayName }), {
            isOptional: true,
          }),
        ]
      : []),
    context(say('slack.verify.never')),
  ];
}
