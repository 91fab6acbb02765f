/** Who approves in another's place. `giver` and `name` are the names of those two. */
export const slackDelegate = {
  'slack.delegate.help': 'who approves in your place while you’re away',
  'slack.delegate.question': 'Who approves in your place?',
  'slack.delegate.title': 'Your approvals',
  'slack.delegate.refused': 'Nothing was changed.',
  'slack.delegate.none':
    ':palm_tree: *Requests for approval come to you.* While you’re away, another person can approve in your place.',
  'slack.delegate.given': ':palm_tree: *Your approvals go to {name}*, until {until}.',
  'slack.delegate.taken': ':bust_in_silhouette: *You approve in {name}’s place*, until {until}.',
  'slack.delegate.ask': ':palm_tree: *Let {name} approve in your place?*',
  'slack.delegate.ask.next': 'The form asks until when. It replaces the person you named before.',
  'slack.button.delegate': 'Name a delegate',
  'slack.button.delegate.submit': 'Name delegate',
  'slack.button.end_delegation': 'End delegation',
  'slack.delegate.form.title': 'Name a delegate',
  'slack.delegate.form.intro':
    '*While you’re away, another person approves in your place.* They can approve what you could, and no more. You can still approve yourself; together you count as one.',
  'slack.delegate.form.person': 'Who approves in your place?',
  'slack.delegate.form.person.missing': 'Choose a person.',
  'slack.delegate.form.until': 'Until when?',
  'slack.delegate.form.until.hint': 'At most 30 days from now. You can end it sooner.',
  'slack.delegate.form.until.missing': 'Choose day and time.',
  'slack.delegate.form.next':
    'It starts now. That person, your organization’s owners and the security channel are notified.',
  'slack.delegate.done.next':
    '{name} gets the requests for approval. You can still approve. To end it sooner: `/backupcode delegate` or the Home tab.',
  'slack.delegate.end.confirm': 'End it now?',
  'slack.delegate.end.confirm.text':
    'Requests go to the approver again. Approvals given in their place count only for codes that were already generated.',
  'slack.delegate.ended': ':white_check_mark: {name} no longer approves in {giver}’s place.',
  'slack.delegate.started':
    '{reader, select, giver {:palm_tree: *Your approvals go to {name}*, until {until}.} delegate {:bust_in_silhouette: *You approve in {giver}’s place*, until {until}.} other {:bust_in_silhouette: *{name} approves in {giver}’s place*, until {until}.}}',
  'slack.delegate.started.facts':
    '{reader, select, giver {If this wasn’t you, someone else is in your Slack account: end it, and alert your security team.} delegate {Requests for approval that would go to {giver} come to you. Your approval counts as {giver}’s: together you count as one person.} other {{giver} named {name} in Slack. If {giver} didn’t, someone else may be in {giver}’s Slack account.}}',
  'slack.delegate.started.next':
    '{reader, select, giver {You can still approve yourself.} delegate {If you can’t do this, end it: {giver} is notified.} other {Ask {giver} in person or by phone, not in Slack. Owners can end it.}}',
  'slack.delegate.over':
    '{reader, select, giver {:white_check_mark: {name} no longer approves in your place.} other {:white_check_mark: You no longer approve in {giver}’s place.}}{why, select, person { {by} ended it.} giver_frozen { {reader, select, giver {Your issuing is} other {{giver}’s issuing is}} frozen until an owner has looked.} delegate_frozen { {reader, select, giver {{name}’s issuing is} other {Your issuing is}} frozen until an owner has looked.} switched_off { Your organization no longer lets approvers name someone in their place.} other {}}',
  'slack.delegate.over.next':
    '{reader, select, giver {Requests for approval come to you again.} other {Requests go to {giver} again.}}',
  'slack.delegate.in_place': '{by} (in place of {giver})',
} as const satisfies Record<`slack.${'delegate' | 'button'}.${string}`, string>;
