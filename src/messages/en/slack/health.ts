/** What is wrong with Slack, for the operator: on the terminal, in the log, and from `doctor`. */
export const slackHealth = {
  'slack.health.refused':
    'Slack refuses {token} ({error}). {remedy} Redeeming still works. The bot tries again every 30 seconds.',
  'slack.health.unavailable':
    'Slack doesn’t answer with {token} ({error}). Redeeming still works. The bot keeps trying.',
  'slack.health.not_slack': 'the answer isn’t Slack’s',
  'slack.health.SLACK_BOT_TOKEN.remedy':
    'Install the app in the workspace again, copy the bot token (xoxb-...) from "OAuth & Permissions" into SLACK_BOT_TOKEN, and restart.',
  'slack.health.SLACK_APP_TOKEN.remedy':
    'Under "Basic Information" of the app, create an app-level token (xapp-...) with the scope connections:write, copy it into SLACK_APP_TOKEN, and restart.',
} as const satisfies Record<`slack.health.${string}`, string>;
