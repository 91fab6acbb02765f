import { currentReader } from '../messages/reader.ts';
import { deriveAccent, normalizeAccent } from '../pages/accent.ts';
import { html } from '../pages/html.ts';
import type { Mail } from './mail.ts';

export interface MailBranding {
  readonly organizationName: string;
  /** `#rrggbb` from the policy, or `null` for ours. */
  readonly accentColor: string | null;
}

/** The same as the plain text, for readers that show HTML. Nothing is loaded, so nothing says when it is opened. */
export function renderHtml(
  { title, facts, paragraphs, link, footer }: Mail,
  { organizationName, accentColor }: MailBranding,
): string {
  const { light, dark } = deriveAccent(normalizeAccent(accentColor));
  return html`<!doctype html>
<html lang="${currentReader().language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; padding: 0; background: #f4f2ee; color: #1d1c1a; }
.card { background: #ffffff; }
.quiet { color: #5f5b54; }
.action { background: ${light.accent}; color: ${light.onAccent}; }
@media (prefers-color-scheme: dark) {
  body, .ground { background: #131417 !important; color: #f0f0ee !important; }
  .card { background: #1c1e23 !important; color: #f0f0ee !important; }
  .quiet { color: #a9adb6 !important; }
  .action { background: ${dark.accent} !important; color: ${dark.onAccent} !important; }
}
</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f4f2ee;color:#1d1c1a;">
<div role="main" lang="${currentReader().language}" dir="ltr">
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f4f2ee;">
<tr><td align="center" style="padding:24px 12px;">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:#ffffff;border-radius:16px;">
<tr><td style="padding:28px 24px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;text-align:left;overflow-wrap:anywhere;word-break:break-word;">
<p class="quiet" style="margin:0 0 12px;font-size:14px;color:#5f5b54;">${organizationName}</p>
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;">${title}</h1>
${facts.map(({ label, value }) => html`<p style="margin:0 0 4px;"><span class="quiet" style="color:#5f5b54;">${label}:</span> <strong>${value}</strong></p>\n`)}
${paragraphs.map((text) => html`<p style="margin:16px 0 0;">${text}</p>\n`)}
${
  link === null
    ? null
    : html`<p style="margin:24px 0 12px;">${link.lead}</p>
<p style="margin:0 0 12px;"><a class="action" href="${link.url}" style="display:inline-block;padding:12px 20px;border-radius:10px;background:${light.accent};color:${light.onAccent};font-weight:600;text-decoration:none;">${link.label}</a></p>
<p class="quiet" style="margin:0;font-size:14px;color:#5f5b54;">${link.note}</p>
`
}<p class="quiet" style="margin:28px 0 0;font-size:13px;color:#5f5b54;">${footer.flatMap((text, index) => (index === 0 ? [html`${text}`] : [html`<br>${text}`]))}</p>
</td></tr>
</table>
</td></tr>
</table>
</div>
</body>
</html>
`.toString();
}
