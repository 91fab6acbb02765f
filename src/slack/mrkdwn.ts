/** Makes any text safe inside mrkdwn: it can neither mention, link nor ping. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The text a person typed, from the form in which Slack escapes it in payloads. */
export function unescapeMrkdwn(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** A time shown in each reader's own zone, with UTC where that fails. @param at milliseconds since the epoch */
export function formatTime(at: number): string {
  const fallback = `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} at {time}|${fallback}>`;
}

export function mentionUser(slackUserId: string): string {
  return `<@${slackUserId}>`;
}
