import { z } from 'zod';
import { readableText, type VisibleMessage } from '../sandbox/sandbox.ts';

const textSchema = z.object({ text: z.string() });
const blockSchema = z.object({
  text: textSchema.optional(),
  fields: z.array(textSchema).optional(),
  accessory: z.object({ type: z.string(), text: textSchema.optional() }).optional(),
  elements: z
    .array(z.object({ type: z.string(), text: z.union([textSchema, z.string()]).optional() }))
    .optional(),
});

/** A Slack message as a person reads it, a line a paragraph, without markup; buttons stand in brackets. */
export function toPlainText(message: VisibleMessage): string {
  if (message.blocks.length === 0) return stripMarkup(message.text);
  return toPlainBlocks(message.blocks);
}

/** The same of the blocks of a view, such as App Home. */
export function toPlainBlocks(blocks: VisibleMessage['blocks']): string {
  return blocks.flatMap((block) => readBlock(blockSchema.parse(block))).join('\n');
}

function readBlock({ text, fields, accessory, elements }: z.infer<typeof blockSchema>): string[] {
  const lines = text === undefined ? [] : stripMarkup(text.text).split('\n');
  const pairs = (fields ?? []).map((field) => stripMarkup(field.text).split('\n').join(': '));
  const words = (elements ?? []).map(({ type, text: label }) => {
    const plain = stripMarkup(typeof label === 'string' ? label : (label?.text ?? ''));
    return type === 'button' ? `[ ${plain} ]` : plain;
  });
  if (accessory?.type === 'button') words.push(`[ ${accessory.text?.text ?? ''} ]`);
  return [...lines, ...pairs, ...(words.length === 0 ? [] : [words.join('  ')])];
}

function stripMarkup(text: string): string {
  return text
    .replaceAll('```', '')
    .replace(/<!date\^(\d+)\^([^^|>]*)[^>]*>/g, (_all, seconds: string, pattern: string) =>
      writeTime(Number(seconds) * 1000, pattern),
    )
    .replace(/<@([UW][A-Z0-9]+)(\|[^>]*)?>/g, '@$1')
    .replace(/<https?:[^|>]+\|([^>]+)>/g, '$1')
    .replace(/:[a-z_]+: ?/g, '')
    .replace(/^> /gm, '  ')
    .replace(/(^|[\s(“])[*_]([^*_\n]+)[*_](?=[\s.,:;!?)”–]|$)/gm, '$1$2')
    .replaceAll('`', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** A time of day, or a day where Slack would show no time. @param pattern Slack's, such as `{date_short} {time}` */
function writeTime(at: number, pattern: string): string {
  const written = new Date(at).toISOString();
  return pattern.includes('{time}') ? `${written.slice(11, 16)} UTC` : written.slice(0, 10);
}

export const CODE = /[2-9A-HJKMNP-TV-Z]{4}(?:-[2-9A-HJKMNP-TV-Z]{4}){3}/;

/** What the vendors' fakes make: a pass of Entra's, a bypass code of Duo's. */
export const VENDOR_CODE = /Tap\+[0-9a-f]{12}|\b[0-9]{9}\b/;

/** The backup code in a message, if there is one. */
export function findCode(message: VisibleMessage): string | null {
  return CODE.exec(readableText(message))?.[0] ?? null;
}

/** The same of a code that a vendor made. */
export function findVendorCode(message: VisibleMessage): string | null {
  return VENDOR_CODE.exec(readableText(message))?.[0] ?? null;
}
