/** `/backupcode list`: live codes and open requests. */
export const slackList = {
  'slack.list.help': 'codes that work now, and open requests',
  'slack.list.question': 'What do you want to list?',
  'slack.list.refused': 'Nothing was listed.',
  'slack.list.title.all': 'Codes that work now, and open requests',
  'slack.list.title.mine': 'Your codes that work now, and your open requests',
  'slack.list.title.waiting': 'Requests waiting for approval',
  'slack.list.title.codes': 'Codes that work now',
  'slack.list.title.requests': 'Open requests',
  'slack.list.title.of': 'Codes that work now, and open requests, for {name}',
  'slack.list.none.all': 'No code works right now, and no request is open.',
  'slack.list.none.mine': 'None of your codes works right now, and you have no open request.',
  'slack.list.none.waiting': 'No request is waiting for approval.',
  'slack.list.none.codes': 'No code works right now.',
  'slack.list.none.requests': 'No request is open.',
  'slack.list.none.of': 'No code for {name} works right now, and no request is open.',
  'slack.list.none.older': 'There is nothing older.',
  'slack.list.none.next':
    'To issue a code: `/backupcode @name`. What became of older codes: `/backupcode history @name`.',
  'slack.list.code':
    ':key: *{name}:* a code works until {until}. Issued {time} by {you, select, yes {you} other {{by}}}.',
  'slack.list.code.undelivered':
    ':key: *{name}:* a code is being shown right now and doesn’t work yet. Issued by {you, select, yes {you} other {{by}}}.',
  'slack.list.request':
    ':hourglass_flowing_sand: *{name}:* a request by {you, select, yes {you} other {{by}}} from {time}. Reason: {reason}.',
  'slack.list.request.click':
    'Waiting for {you, select, yes {you} other {{by}}} to generate the code. It expires {until}.',
  'slack.list.request.ask':
    'Waiting for {you, select, yes {you} other {{by}}} to ask for approval. It expires {until}.',
  'slack.list.request.approval': 'Waiting for approval. It expires {until}.',
  'slack.list.request.held':
    ':hourglass: *On hold* until two people have looked at the burst of requests. It expires {until}.',
  'slack.list.request.approved':
    '{approver} approved it. Waiting for {you, select, yes {you} other {{by}}} to generate the code. It expires {until}.',
  'slack.list.narrow':
    'You see what you may act on. To narrow it: `/backupcode list @name`, `mine`, `waiting`, `codes` or `requests`. People waiting for help: `queue`.',
} as const satisfies Record<`slack.list.${string}`, string>;
