/** Asking a person on their enrolled device. */
export const slackDevice = {
  'slack.device.waits':
    ':hourglass: *{name} is asked on their enrolled device.* It shows {words}: tell {name} these words, and to confirm only if the device shows the same. I’ll write to you when they answer. You can also verify the caller in another way.',
  'slack.device.confirmed': ':white_check_mark: *{name} confirmed on their enrolled device.*',
  'slack.device.denied':
    ':rotating_light: *{name} said no on their enrolled device.* Stop the call: the caller may be an impostor. No code was generated.',
  'slack.device.denied.next': 'Don’t tell the caller why. I alerted your security team.',
  'slack.device.expired': ':hourglass: *{name} didn’t answer on their enrolled device in time.*',
  'slack.device.expired.next':
    'If you’re still talking to them, ask them to look at the device and try again, or verify them in another way.',
  'slack.device.unknown_user':
    ':warning: *Your identity provider doesn’t know {name}, so no device was asked.*',
  'slack.device.unknown_user.next':
    'Verify the caller in another way. An operator can check whether {login} is {name}’s address at the provider.',
  'slack.device.refused': ':warning: *Your identity provider didn’t ask {name} on a device.*',
  'slack.device.refused.next':
    'It may not know {login}, or {name} has no enrolled device. Verify the caller in another way.',
  'slack.device.misconfigured':
    ':warning: *{name} couldn’t be asked on a device: the identity provider doesn’t accept Backupcode.*',
  'slack.device.misconfigured.next':
    'Verify the caller in another way, and ask your operator to run `backupcode device-check test`.',
  'slack.device.unreachable':
    ':warning: *Your identity provider doesn’t answer, so I don’t know what {name} said on their device.*',
  'slack.device.unreachable.next': 'Verify the caller in another way, or try again later.',
  'slack.device.interrupted':
    ':warning: *The question to {name}’s device was interrupted, so an answer doesn’t count.*',
  'slack.device.interrupted.next': 'Try again, or verify the caller in another way.',
  'slack.device.unverifiable':
    ':warning: *Your identity provider’s answer about {name} proves nothing, so it doesn’t count.*',
  'slack.device.unverifiable.next':
    'Verify the caller in another way, and tell your operator: the reason is in the history (`backupcode audit list`).',
  'slack.device.wrong_person':
    ':rotating_light: *Someone other than {name} confirmed, or the identity provider didn’t confirm their address. It doesn’t count.*',
  'slack.device.wrong_person.next':
    'Verify the caller in another way. Tell your operator: {login} has to be {name}’s verified address at the identity provider.',
} as const satisfies Record<`slack.device.${string}`, string>;
