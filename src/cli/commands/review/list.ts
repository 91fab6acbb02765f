import type { Command } from 'commander';
import { loginOf } from '../../../domain/directory/directory-user.ts';
import { say } from '../../../messages/say.ts';
import type { DescribedReview } from '../../../services/requests/break-glass/describe-review.ts';
import { addExamples, type CliRuntime, organizationOption } from '../../cli-runtime.ts';
import { exitCodes } from '../../exit-codes.ts';
import { formatMinute, formatTime, printJson, printTable } from '../../print.ts';

export function registerReviewList(review: Command, runtime: CliRuntime): void {
  const command = review
    .command('list')
    .description(say('cli.review.list'))
    .addOption(organizationOption())
    .option('--json', say('cli.program.json'))
    .action((options: { organization?: string; json?: true }) =>
      runtime.runForOrganization(options, async (services, organization) => {
        const reviews = await services.reviews.list(organization.id);
        if (options.json) printJson(runtime, reviews.map(toJson));
        else if (reviews.length === 0) runtime.complain(say('cli.review.none'));
        else printTable(runtime, headings(), reviews.map(toRow));
        return exitCodes.ok;
      }),
    );
  addExamples(command, ['review list', 'review list --json']);
}

const headings = () =>
  (['id', 'at', 'requester', 'target', 'code', 'reason'] as const).map((name) => say(`cli.review.${name}`));

function toRow({ review, requester, target, liveCode }: DescribedReview): string[] {
  return [
    review.id,
    formatMinute(review.openedAt),
    loginOf(requester),
    loginOf(target),
    review.isRehearsal
      ? say('cli.review.rehearsal')
      : say(liveCode === null ? 'cli.review.over' : 'cli.review.live'),
    review.reason,
  ];
}

function toJson({ review, requester, target, liveCode }: DescribedReview): object {
  return {
    id: review.id,
    requestId: review.requestId,
    openedAt: formatTime(review.openedAt),
    requester: loginOf(requester),
    target: loginOf(target),
    isRehearsal: review.isRehearsal,
    codeWorks: liveCode !== null,
    reason: review.reason,
  };
}
