import { isJson, textOf } from '../net/json.ts';
import { Mrkdwn, PlainText } from '../text/rich.tsx';

/** A text object, `plain_text` or `mrkdwn`. */
export function TextObject({ value }: { readonly value: unknown }) {
  if (!isJson(value)) return null;
  if (value.type === 'mrkdwn')
    return <Mrkdwn text={textOf(value.text)} isVerbatim={value.verbatim === true} />;
  return <PlainText text={textOf(value.text)} hasEmoji={value.emoji !== false} />;
}

const LOOPBACK = /^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?\//;

/** Pictures from this machine are shown; those from elsewhere are named, for the page loads nothing from outside. */
export function Picture({ value, className }: { readonly value: unknown; readonly className: string }) {
  if (!isJson(value)) return null;
  const address = textOf(value.image_url);
  const alt = textOf(value.alt_text);
  if (LOOPBACK.test(address) && new URL(address).origin === location.origin) {
    return <img className={className} src={address} alt={alt} />;
  }
  return (
    <span className={`${className} picture-away`} role="img" aria-label={alt} title={address}>
      {alt || 'Picture'}
    </span>
  );
}
