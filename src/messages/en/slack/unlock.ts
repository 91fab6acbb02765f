/** `/backupcode unlock @name`, and the alarm about many wrong codes. */
export const slackUnlock = {
  'slack.unlock.help': 'let them try again after too many wrong codes',
  'slack.unlock.question': 'Who is locked out?',
  'slack.unlock.refused': 'No one was unlocked.',
  'slack.unlock.done': ':unlock: *{name} can use a backup code again.* {by} unlocked it {time}.',
  'slack.unlock.done.next':
    'Before you issue another code, find out who was trying: `/backupcode status @name` shows what was tried.',
  'slack.unlock.not_locked': ':information_source: *{name}* isn’t locked. Nothing was changed.',

  'slack.alarm': 'Many wrong backup codes were tried for {name}.',
  'slack.alarm.title': ':rotating_light: *Many wrong backup codes were tried for {name}* ({login}).',
  'slack.alarm.strangers':
    'They were typed into a sign-in page that anyone can open. {name} isn’t locked out: a code issued to {name} still works. If it isn’t {name}, treat this as an attack.',
  'slack.alarm.frozen':
    '{name}’s codes are locked for a few minutes. If it isn’t {name}, treat this as an attack.',
  'slack.alarm.disabled':
    '{name}’s codes are locked until someone unlocks them. If it isn’t {name}, treat this as an attack.',
  'slack.alarm.who':
    'Anyone who may issue codes for {name} can unlock them, here or with `/backupcode unlock @name`.',

  'slack.alarm.yours': ':rotating_light: *Many wrong backup codes were tried for your account.*',
  'slack.alarm.yours.frozen':
    'Your backup codes are locked for a few minutes. If it wasn’t you, tell your administrator now.',
  'slack.alarm.yours.disabled':
    'Your backup codes are locked until an administrator unlocks them. If it wasn’t you, tell your administrator now.',
  'slack.alarm.yours.strangers':
    'Your backup codes still work. If it wasn’t you, tell your administrator now.',
} as const satisfies Record<`slack.${'unlock' | 'alarm'}${string}`, string>;
