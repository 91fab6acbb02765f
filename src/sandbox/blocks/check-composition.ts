import { LIMITS } from '../coverage.ts';
import { isObject } from '../json.ts';
import type { Problems } from './problems.ts';

/** Text objects: `plain_text` where Slack draws no markup, else either kind. */
export function checkTextObject(
  problems: Problems,
  value: unknown,
  pointer: string,
  max: number,
  kinds: 'plain' | 'any',
): void {
  if (!isObject(value)) {
    if (value === undefined) problems.missing(pointer);
    else problems.add(pointer, 'must be an object');
    return;
  }
  const allowed = kinds === 'plain' ? ['plain_text'] : ['plain_text', 'mrkdwn'];
  if (!allowed.includes(String(value.type))) {
    problems.add(`${pointer}/type`, `must be one of: ${allowed.join(', ')}`);
  }
  if (value.type === 'mrkdwn' && value.emoji !== undefined) problems.add(`${pointer}/emoji`, 'not allowed');
  problems.requiredText(value.text, `${pointer}/text`, max);
}

export function checkOptionalPlainText(
  problems: Problems,
  value: unknown,
  pointer: string,
  max: number,
): void {
  if (value !== undefined) checkTextObject(problems, value, pointer, max, 'plain');
}

export function checkConfirm(problems: Problems, value: unknown, pointer: string): void {
  if (value === undefined) return;
  if (!isObject(value)) {
    problems.add(pointer, 'must be an object');
    return;
  }
  checkTextObject(problems, value.title, `${pointer}/title`, LIMITS.confirmTitle, 'plain');
  checkTextObject(problems, value.text, `${pointer}/text`, LIMITS.confirmText, 'any');
  checkTextObject(problems, value.confirm, `${pointer}/confirm`, LIMITS.confirmButton, 'plain');
  checkTextObject(problems, value.deny, `${pointer}/deny`, LIMITS.confirmButton, 'plain');
  checkStyle(problems, value.style, `${pointer}/style`);
}

export function checkStyle(problems: Problems, value: unknown, pointer: string): void {
  if (value !== undefined && value !== 'primary' && value !== 'danger') {
    problems.add(pointer, 'must be one of: primary, danger');
  }
}

export function checkOptions(
  problems: Problems,
  value: unknown,
  pointer: string,
  max: number,
  kinds: 'plain' | 'any',
): void {
  const options = problems.list(value, pointer, 1, max);
  options.forEach((option, index) => {
    checkOption(problems, option, `${pointer}/${index}`, kinds);
  });
}

function checkOption(problems: Problems, option: unknown, pointer: string, kinds: 'plain' | 'any'): void {
  if (!isObject(option)) {
    problems.add(pointer, 'must be an object');
    return;
  }
  checkTextObject(problems, option.text, `${pointer}/text`, LIMITS.optionText, kinds);
  problems.requiredText(option.value, `${pointer}/value`, LIMITS.optionValue);
  if (option.description !== undefined) {
    checkTextObject(problems, option.description, `${pointer}/description`, LIMITS.optionText, kinds);
  }
}
