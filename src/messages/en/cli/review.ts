/** `backupcode review`. */
export const review = {
  'cli.review.list': 'List the reviews of break-glass that no one has closed',
  'cli.review.none': 'No review is open.',
  'cli.review.id': 'Review',
  'cli.review.at': 'Opened',
  'cli.review.requester': 'Broke the glass',
  'cli.review.target': 'For',
  'cli.review.code': 'Code',
  'cli.review.reason': 'Reason',
  'cli.review.rehearsal': 'rehearsal',
  'cli.review.live': 'still works',
  'cli.review.over': 'none that works',
  'cli.review.close': 'Close the review of a break-glass',
  'cli.review.closeHelp': `An Owner broke the glass: a code went out without its approvals. Another person
reviews it: another Owner in Slack; an Admin where there is no other; or you.
Speak to both people first. With --verdict not-justified, the Owner can’t issue
codes until another Owner lets them, or backupcode unfreeze LOGIN.`,
  'cli.review.which': 'Id of the review, from `backupcode review list`',
  'cli.review.verdict': 'What you found',
  'cli.review.note': 'What you checked, for the history and for the people who are notified',
  'cli.review.unknown': 'There is no review {id}. backupcode review list shows those that are open.',
  'cli.review.closedBefore': 'That review is already closed. Nothing changed.',
  'cli.review.wrongNote': 'The note has to have 1 to {max} characters.',
  'cli.review.closed':
    'The review is closed: {verdict, select, justified {justified} other {not justified}}. Owners and the security channel are notified.',
  'cli.review.frozen':
    '{login} can’t issue codes until another Owner lets them, or backupcode unfreeze {login}.',
  'cli.review.notFrozen':
    '{login} can still issue codes: no other Owner could let them again. Suspend the account in your directory if it’s in the wrong hands.',
  'cli.review.liveCode': 'The code for {login} still works. Revoke it: /backupcode revoke in Slack.',
} as const satisfies Record<`cli.review.${string}`, string>;
