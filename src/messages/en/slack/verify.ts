/** Risk signals, and how the caller is verified. */
export const slackVerify = {
  'slack.signal.title':
    ':rotating_light: *{count, plural, one {A warning sign. This code needs} other {# warning signs. This code needs}} {needs} because of {count, plural, one {it} other {them}}:*',
  'slack.signal.needs':
    '{verifications, plural, =0 {} one {one way of verifying the caller} other {# ways of verifying the caller}}{both, select, yes { and } other {}}{approvals, plural, =0 {} one {approval by one other person} other {approval by # other people}}',
  'slack.signal.needs.nothing': 'extra care',
  'slack.signal.issued_today':
    '• *{count} codes were issued for {name} within a day.* Someone who keeps losing codes, or keeps asking different people, may be an impostor.',
  'slack.signal.used_minutes_ago':
    '• *{name} used a code less than {minutes} minutes ago.* The person who has the account now may not be the one who calls.',
  'slack.signal.on_leave':
    '• *{name} is away, says their Slack status.* Impostors pick people who are on leave, because they won’t notice.',
  'slack.signal.night': '• *It’s night where {name} is.*',
  'slack.signal.requester_new':
    '• *Your role is less than a week old.* A stolen account is often given a role first.',
  'slack.signal.link_new':
    '• *Your Slack account was linked less than a day ago.* An attacker’s new account looks like that.',
  'slack.signal.several_requesters':
    '• *Other people asked for a code for {name} within a day.* Callers who are refused try the next administrator. Ask them: `/backupcode status @name` shows who.',
  'slack.signal.wrong_codes':
    '• *Someone tried many wrong codes for {name}.* If it wasn’t {name}, this is an attack.',
  'slack.signal.burst':
    '• *Many codes are being asked for in your organization right now.* Ask your security team whether they know why.',
} as const satisfies Record<`slack.${string}`, string>;
