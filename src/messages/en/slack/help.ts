/** `/backupcode help`, the Home tab, and answers to what was unclear. */
export const slackHelp = {
  'slack.help.help': 'show this help',
  'slack.help.question': 'What do you need?',
  'slack.help.reason': 'reason',
  'slack.help': 'How to use Backupcode',
  'slack.help.what':
    '*Backupcode* helps someone who is locked out sign in once, without their second factor.',
  'slack.help.usage': '`{usage}` – {help}',
  'slack.help.who':
    '*Who can use it:* Organization Owners and Organization Admins, for confirmed people on a verified domain. Your organization may let its help desk, and managers, help some members: `/backupcode who` says what you may do. You can’t issue a code for yourself. Admins can’t issue for Owners. Codes for Owners and Admins need approval.',
  'slack.help.how':
    '*What happens:* You confirm, and a code appears in your direct message with me, or where you typed the command if your organization prefers that. Only you can see it. Read it to the person on a call you placed. It works once and replaces the second factor only. They are notified and can report that it wasn’t them. Every action is logged.',
  'slack.help.never': 'Never send a code by chat or email, and never to me.',
  'slack.help.only_commands': 'I only understand the `/backupcode` command.',
  'slack.help.locked_out':
    'Locked out yourself? Ask an Organization Owner or Organization Admin to generate a code for you.',
  'slack.help.code_in_message':
    'That looks like a backup code. Never send a code by chat or email, and never to me.',
  'slack.help.code_in_message.next':
    'Delete your message now. If anyone asked you for the code, call an Organization Owner or Admin: they can revoke it with `/backupcode status @name`.',

  'slack.unclear.nobody': '{question} Type `{usage}`.',
  'slack.unclear.mention_in_name':
    '`find` is for people you can’t mention. For someone in Slack, type `/backupcode status @name`.',
  'slack.unclear.plain_name':
    'I need a mention, to be sure who you mean. Type `@`, choose the person from the list, and send `{usage}`.',
  'slack.unclear.mention_first':
    'Mention the person first, then give the reason: `/backupcode @name lost phone`.',
  'slack.unclear.mention_after_word': 'Mention the person right after the word: `{usage}`.',
  'slack.unclear.word_first': 'Put the word first: `{usage}`.',
  'slack.unclear.unknown_filter':
    'I don’t know how to narrow the list by that. Type `{usage}`, or mention one person.',
  'slack.unclear.unknown_word': 'I don’t know `{word}`. Did you mean `{usage}`?',
  'slack.unclear.freezes_all':
    '`{usage}` stops everyone’s issuing, and takes no mention. To stop one person, suspend their account in your directory.',
  'slack.unclear.several':
    'One person at a time: mention only the person who is locked out, and give the reason without mentions.',
  'slack.unclear.group': 'That’s a group. Mention the one person who is locked out.',
  'slack.unclear.special_mention': 'That’s everyone. Mention the one person who is locked out.',
} as const satisfies Record<`slack.${'help' | 'unclear'}${string}`, string>;
