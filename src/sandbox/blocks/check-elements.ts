import { type BlockType, ELEMENTS, type ElementType, LIMITS } from '../coverage.ts';
import { isObject, isText, type JsonObject, objectsIn } from '../json.ts';
import {
  checkConfirm,
  checkOptionalPlainText,
  checkOptions,
  checkStyle,
  checkTextObject,
} from './check-composition.ts';
import { isDay, isMoment, isTime, isTimeZone } from './moments.ts';
import type { Problems } from './problems.ts';

type ElementCheck = (problems: Problems, element: JsonObject, pointer: string) => void;

const CHECKS: Record<ElementType, ElementCheck> = {
  button: (problems, element, pointer) => {
    checkTextObject(problems, element.text, `${pointer}/text`, LIMITS.buttonText, 'plain');
    problems.text(element.value, `${pointer}/value`, LIMITS.buttonValue);
    problems.text(element.url, `${pointer}/url`, LIMITS.url);
    problems.text(element.accessibility_label, `${pointer}/accessibility_label`, LIMITS.buttonText);
    checkStyle(problems, element.style, `${pointer}/style`);
    checkConfirm(problems, element.confirm, `${pointer}/confirm`);
  },
  static_select: (problems, element, pointer) => {
    checkPlaceholderAndConfirm(problems, element, pointer);
    checkInitial(problems, element, pointer);
    if (element.option_groups !== undefined) checkGroups(problems, element.option_groups, pointer);
    else checkOptions(problems, element.options, `${pointer}/options`, LIMITS.selectOptions, 'plain');
  },
  users_select: (problems, element, pointer) => {
    checkPlaceholderAndConfirm(problems, element, pointer);
    problems.text(element.initial_user, `${pointer}/initial_user`, LIMITS.idLength);
  },
  overflow: (problems, element, pointer) => {
    checkOptions(problems, element.options, `${pointer}/options`, LIMITS.overflowOptions, 'plain');
    checkConfirm(problems, element.confirm, `${pointer}/confirm`);
  },
  checkboxes: (problems, element, pointer) => {
    checkInitial(problems, element, pointer);
    checkOptions(problems, element.options, `${pointer}/options`, LIMITS.checkboxOptions, 'any');
    checkConfirm(problems, element.confirm, `${pointer}/confirm`);
  },
  radio_buttons: (problems, element, pointer) => {
    checkInitial(problems, element, pointer);
    checkOptions(problems, element.options, `${pointer}/options`, LIMITS.radioOptions, 'any');
    checkConfirm(problems, element.confirm, `${pointer}/confirm`);
  },
  datepicker: (problems, element, pointer) => {
    checkPlaceholderAndConfirm(problems, element, pointer);
    checkForm(problems, element.initial_date, `${pointer}/initial_date`, isDay);
  },
  timepicker: (problems, element, pointer) => {
    checkPlaceholderAndConfirm(problems, element, pointer);
    checkForm(problems, element.initial_time, `${pointer}/initial_time`, isTime);
    checkForm(problems, element.timezone, `${pointer}/timezone`, isTimeZone);
  },
  datetimepicker: (problems, element, pointer) => {
    checkConfirm(problems, element.confirm, `${pointer}/confirm`);
    const { initial_date_time: initial } = element;
    if (initial !== undefined && !(typeof initial === 'number' && isMoment(initial)))
      problems.add(`${pointer}/initial_date_time`, 'invalid format');
  },
  plain_text_input: (problems, element, pointer) => {
    checkOptionalPlainText(problems, element.placeholder, `${pointer}/placeholder`, LIMITS.placeholder);
    problems.text(element.initial_value, `${pointer}/initial_value`, LIMITS.plainTextInput);
    checkLength(problems, element.min_length, `${pointer}/min_length`, 0);
    checkLength(problems, element.max_length, `${pointer}/max_length`, 1);
  },
  image: (problems, element, pointer) => checkPicture(problems, element, pointer),
};

function checkPlaceholderAndConfirm(problems: Problems, element: JsonObject, pointer: string): void {
  checkOptionalPlainText(problems, element.placeholder, `${pointer}/placeholder`, LIMITS.placeholder);
  checkConfirm(problems, element.confirm, `${pointer}/confirm`);
}

/** What is chosen at first has to be one of the options, to the letter. */
function checkInitial(problems: Problems, element: JsonObject, pointer: string): void {
  const groups = objectsIn(element.option_groups).flatMap((group) => objectsIn(group.options));
  const known = new Set([...groups, ...objectsIn(element.options)].map((each) => JSON.stringify(each)));
  const isKnown = (option: unknown) => known.has(JSON.stringify(option));
  if (element.initial_option !== undefined && !isKnown(element.initial_option))
    problems.add(`${pointer}/initial_option`, 'must match one of the options');
  if (element.initial_options === undefined) return;
  const initial = problems.list(
    element.initial_options,
    `${pointer}/initial_options`,
    1,
    LIMITS.checkboxOptions,
  );
  if (!initial.every(isKnown)) problems.add(`${pointer}/initial_options`, 'must match the options');
}

function checkGroups(problems: Problems, value: unknown, pointer: string): void {
  const groups = problems.list(value, `${pointer}/option_groups`, 1, LIMITS.selectOptions);
  groups.forEach((group, index) => {
    const at = `${pointer}/option_groups/${index}`;
    if (!isObject(group)) {
      problems.add(at, 'must be an object');
      return;
    }
    checkTextObject(problems, group.label, `${at}/label`, LIMITS.optionText, 'plain');
    checkOptions(problems, group.options, `${at}/options`, LIMITS.selectOptions, 'plain');
  });
}

function checkForm(
  problems: Problems,
  value: unknown,
  pointer: string,
  fits: (text: string) => boolean,
): void {
  if (value !== undefined && !(isText(value) && fits(value))) problems.add(pointer, 'invalid format');
}

function checkLength(problems: Problems, value: unknown, pointer: string, min: number): void {
  if (value === undefined) return;
  const isWithin = typeof value === 'number' && value >= min && value <= LIMITS.plainTextInput;
  if (!isWithin) problems.add(pointer, `must be between ${min} and ${LIMITS.plainTextInput}`);
}

/** Shared by the image element and the image block. */
export function checkPicture(problems: Problems, image: JsonObject, pointer: string): void {
  if (image.slack_file === undefined)
    problems.requiredText(image.image_url, `${pointer}/image_url`, LIMITS.url);
  problems.requiredText(image.alt_text, `${pointer}/alt_text`, LIMITS.altText);
}

function isElementType(type: unknown): type is ElementType {
  return isText(type) && type in ELEMENTS;
}

/** Checks one element and where it stands; returns its action id, if it has one. */
export function checkElement(
  problems: Problems,
  element: unknown,
  pointer: string,
  block: BlockType,
): string | undefined {
  if (!isObject(element)) {
    if (element === undefined) problems.missing(pointer);
    else problems.add(pointer, 'must be an object');
    return undefined;
  }
  const { type } = element;
  if (!isElementType(type) || !(ELEMENTS[type] as readonly string[]).includes(block)) {
    problems.add(`${pointer}/type`, `unsupported type: ${String(type)} in a block of type ${block}`);
    return undefined;
  }
  problems.text(element.action_id, `${pointer}/action_id`, LIMITS.idLength);
  CHECKS[type](problems, element, pointer);
  return isText(element.action_id) ? element.action_id : undefined;
}
