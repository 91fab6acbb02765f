import { type Command, Option } from 'commander';
import { loginOf } from '../../../domain/directory/directory-user.ts';
import { REVIEW_NOTE_LENGTH_MAX } from '../../../domain/requests/review.ts';
import { say } from '../../../messages/say.ts';
import type { CloseByOperatorResult } from '../../../services/requests/break-glass/review-by-operator.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { quote } from '../../print.ts';

interface Options {
  readonly organization?: string;
  readonly verdict: 'justified' | 'not-justified';
  readonly note: string;
}

export function registerReviewClose(review: Command, runtime: CliRuntime): void {
  const verdict = new Option('--verdict <verdict>', say('cli.review.verdict'))
    .choices(['justified', 'not-justified'])
    .makeOptionMandatory();
  const command = review
    .command('close')
    .description(say('cli.review.close'))
    .argument('<review>', say('cli.review.which'))
    .addOption(verdict)
    .requiredOption('--note <text>', say('cli.review.note'))
    .addOption(organizationOption())
    .addHelpText('after', `\n${say('cli.review.closeHelp')}`)
    .action((id: string, options: Options) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const found = options.verdict === 'justified' ? 'justified' : 'not_justified';
        const result = await services.reviews.close(organization.id, id, found, options.note.trim());
        switch (result.kind) {
          case 'unknown_review':
            return runtime.fail(say('cli.review.unknown', { id: quote(id) }));
          case 'closed_before':
            return runtime.fail(say('cli.review.closedBefore'));
          case 'wrong_note':
            return runtime.fail(say('cli.review.wrongNote', { max: REVIEW_NOTE_LENGTH_MAX }));
          case 'closed':
            printClosed(runtime, result);
            return exitCodes.ok;
        }
      }),
    );
  addExamples(command, [
    'review close rvw_7sK2mPq9XcVb4nTzLw3R --verdict justified --note "I called Ada and Bo"',
    'review close rvw_7sK2mPq9XcVb4nTzLw3R --verdict not-justified --note "Ada knows nothing of it"',
  ]);
}

function printClosed(
  runtime: CliRuntime,
  { review, frozen, described }: Extract<CloseByOperatorResult, { kind: 'closed' }>,
): void {
  const { verdict } = review;
  runtime.print(say('cli.review.closed', { verdict: verdict ?? '' }));
  if (described === null || verdict === 'justified' || review.isRehearsal) return;
  const { requester, target, liveCode } = described;
  const key = frozen === null ? 'cli.review.notFrozen' : 'cli.review.frozen';
  runtime.print(say(key, { login: loginOf(requester) }));
  if (liveCode !== null) runtime.print(say('cli.review.liveCode', { login: loginOf(target) }));
}
