import type { InputBlock, KnownBlock, ModalView, PlainTextElement, PlainTextOption } from '@slack/types';
import { say } from '../../messages/say.ts';
import type { CallbackId } from '../ids.ts';
import type { SlackMessage } from './message.ts';

/** What Slack takes in a modal's title and on its buttons. */
const TITLE_LENGTH_MAX = 24;
const LABEL_LENGTH_MAX = 2000;
const OPTION_LENGTH_MAX = 75;
const PLACEHOLDER_LENGTH_MAX = 150;
const TEXT_LENGTH_MAX = 3000;

/** Cut to a length, at whole characters (S14). */
export function plainText(text: string, lengthMax: number): PlainTextElement {
  if (text.length <= lengthMax) return { type: 'plain_text', text };
  let short = '';
  for (const character of text) {
    if (short.length + character.length >= lengthMax) break;
    short += character;
  }
  return { type: 'plain_text', text: `${short}…` };
}

export interface ModalOptions {
  readonly callbackId: CallbackId;
  readonly title: string;
  /** The button that submits. */
  readonly submit: string;
  /** Ids only: Slack keeps it, and shows it to everyone who can read the app's traffic. */
  readonly metadata?: string;
  readonly blocks: KnownBlock[];
}

/** A modal with fields. */
export function modal({ callbackId, title, submit, metadata = '', blocks }: ModalOptions): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plainText(title, TITLE_LENGTH_MAX),
    submit: plainText(submit, TITLE_LENGTH_MAX),
    close: plainText(say('slack.button.cancel'), TITLE_LENGTH_MAX),
    private_metadata: metadata,
    blocks,
  };
}

/** A message as a modal: the answer where there is no message to replace. */
export function messageModal({ blocks }: Pick<SlackMessage, 'blocks'>): ModalView {
  return {
    type: 'modal',
    title: plainText(say('slack.modal.title'), TITLE_LENGTH_MAX),
    close: plainText(say('slack.button.close'), TITLE_LENGTH_MAX),
    blocks,
  };
}

interface FieldOptions {
  readonly hint?: string;
  readonly placeholder?: string;
  readonly isOptional?: boolean;
}

/** A field's block and its element have one name, by which `Fields` finds what was entered, and errors their place. */
function field(
  name: string,
  label: string,
  { hint, isOptional = false }: FieldOptions,
  element: InputBlock['element'],
): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plainText(label, LABEL_LENGTH_MAX),
    element: { ...element, action_id: name },
    optional: isOptional,
    ...(hint === undefined ? {} : { hint: plainText(hint, LABEL_LENGTH_MAX) }),
  };
}

function placeholderOf({ placeholder }: FieldOptions) {
  return placeholder === undefined ? {} : { placeholder: plainText(placeholder, PLACEHOLDER_LENGTH_MAX) };
}

export function textField(
  name: string,
  label: string,
  options: FieldOptions & {
    readonly initial?: string;
    readonly lengthMax?: number;
    readonly isMultiline?: boolean;
  } = {},
): InputBlock {
  const { initial = '', lengthMax = TEXT_LENGTH_MAX, isMultiline = false } = options;
  return field(name, label, options, {
    type: 'plain_text_input',
    max_length: Math.min(lengthMax, TEXT_LENGTH_MAX),
    multiline: isMultiline,
    ...(initial === '' ? {} : { initial_value: initial }),
    ...placeholderOf(options),
  });
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
}

function optionOf({ value, label, detail }: Choice): PlainTextOption {
  return {
    text: plainText(label, OPTION_LENGTH_MAX),
    value,
    ...(detail === undefined ? {} : { description: plainText(detail, OPTION_LENGTH_MAX) }),
  };
}

type ChoiceOptions = FieldOptions & { readonly initial?: string };

function optionsOf(choices: readonly Choice[], { initial }: ChoiceOptions) {
  const chosen = choices.find(({ value }) => value === initial);
  return {
    options: choices.map(optionOf),
    ...(chosen === undefined ? {} : { initial_option: optionOf(chosen) }),
  };
}

/** All choices in sight; Slack takes ten. */
export function radioField(
  name: string,
  label: string,
  choices: readonly Choice[],
  options: ChoiceOptions = {},
): InputBlock {
  return field(name, label, options, { type: 'radio_buttons', ...optionsOf(choices, options) });
}

/** Slack takes a hundred choices. */
export function selectField(
  name: string,
  label: string,
  choices: readonly Choice[],
  options: ChoiceOptions = {},
): InputBlock {
  return field(name, label, options, {
    type: 'static_select',
    ...optionsOf(choices, options),
    ...placeholderOf(options),
  });
}

/** Slack takes ten. */
export function checkboxField(
  name: string,
  label: string,
  choices: readonly Choice[],
  options: FieldOptions & { readonly initial?: readonly string[] } = {},
): InputBlock {
  const chosen = choices.filter(({ value }) => options.initial?.includes(value) === true);
  return field(name, label, options, {
    type: 'checkboxes',
    options: choices.map(optionOf),
    ...(chosen.length === 0 ? {} : { initial_options: chosen.map(optionOf) }),
  });
}

/** Someone in Slack. @param options.initial a Slack user id */
export function personField(name: string, label: string, options: ChoiceOptions = {}): InputBlock {
  return field(name, label, options, {
    type: 'users_select',
    ...(options.initial === undefined ? {} : { initial_user: options.initial }),
    ...placeholderOf(options),
  });
}

/** Day and time, in the reader's own zone. @param options.initial milliseconds since the epoch */
export function timeField(
  name: string,
  label: string,
  options: FieldOptions & { readonly initial?: number } = {},
): InputBlock {
  return field(name, label, options, {
    type: 'datetimepicker',
    ...(options.initial === undefined ? {} : { initial_date_time: Math.floor(options.initial / 1000) }),
  });
}
