import type { ReactNode } from 'react';
import { isJson, listOf, textOf, wordsOf } from '../net/json.ts';
import type { Json } from '../net/types.ts';
import { Avatar } from '../shell/avatar.tsx';
import { Menu } from '../shell/menu.tsx';
import { type Option, Picker } from '../shell/picker.tsx';
import { useSurroundings } from '../text/people.ts';
import { PlainText } from '../text/rich.tsx';
import { useSurface, type Value } from './surface.ts';
import { Picture, TextObject } from './texts.tsx';

export interface ElementProps {
  readonly element: Json;
  readonly block: Json;
  readonly label: string;
  /** Of a field: the ids of its label, hint and error. */
  readonly id?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly isInvalid?: boolean;
}

/** What is chosen now, and how to choose: in an input block it is kept, elsewhere the app is told. */
function useChoice({ element, block }: ElementProps, initial: Value): [Value, (value: Value) => void] {
  const surface = useSurface();
  const blockId = textOf(block.block_id);
  const actionId = textOf(element.action_id);
  const value = surface.chosen(blockId, actionId) ?? initial;
  const choose = (next: Value) => {
    if (block.type === 'input') surface.keep(blockId, actionId, next);
    else surface.use(element, block, next);
  };
  return [value, choose];
}

function Button({ element, block }: ElementProps) {
  const surface = useSurface();
  const style = textOf(element.style);
  const words = <PlainText text={wordsOf(element.text)} hasEmoji />;
  const className = `button ${style === '' ? '' : `button-${style}`}`;
  const isPending = surface.pending === element.action_id;
  const open = () => {
    const url = textOf(element.url);
    if (/^https?:/.test(url)) window.open(url, '_blank', 'noopener,noreferrer');
    surface.use(element, block);
  };
  return (
    <button
      type="button"
      className={className}
      aria-busy={isPending}
      aria-label={textOf(element.accessibility_label) || undefined}
      onClick={open}
    >
      {words}
    </button>
  );
}

function optionsOf(element: Json): Option[] {
  const groups = listOf(element.option_groups);
  const read = (options: unknown, group?: string): Option[] =>
    listOf(options).map((option) => ({
      value: textOf(option.value),
      label: wordsOf(option.text),
      ...(isJson(option.description) ? { detail: wordsOf(option.description) } : {}),
      ...(group === undefined ? {} : { group }),
    }));
  return groups.length > 0
    ? groups.flatMap((group) => read(group.options, wordsOf(group.label)))
    : read(element.options);
}

function StaticSelect(props: ElementProps) {
  const { element, label, id, describedBy, isInvalid = false } = props;
  const initial = isJson(element.initial_option) ? textOf(element.initial_option.value) : null;
  const [value, choose] = useChoice(props, initial);
  const placeholder = wordsOf(element.placeholder) || 'Select an option';
  const chosen = typeof value === 'string' ? value : null;
  return (
    <Picker
      {...{ label, placeholder, id, describedBy, isInvalid }}
      options={optionsOf(element)}
      value={chosen}
      onPick={choose}
    />
  );
}

function UsersSelect(props: ElementProps) {
  const { element, label, id, describedBy, isInvalid = false } = props;
  const { world, reader } = useSurroundings();
  const [value, choose] = useChoice(props, textOf(element.initial_user) || null);
  const options = world.people
    .filter((person) => !person.isDeleted && person.teamId === reader.teamId)
    .map((person) => ({
      value: person.id,
      label: person.realName,
      detail: `@${person.handle}`,
      picture: <Avatar world={world} id={person.id} size="small" />,
    }));
  const placeholder = wordsOf(element.placeholder) || 'Select a person';
  const chosen = typeof value === 'string' ? value : null;
  return (
    <Picker {...{ label, placeholder, id, describedBy, isInvalid, options }} value={chosen} onPick={choose} />
  );
}

function Overflow({ element, block, label }: ElementProps) {
  const surface = useSurface();
  return (
    <Menu
      label={`More: ${label}`}
      items={optionsOf(element)}
      onPick={(value) => surface.use(element, block, value)}
    />
  );
}

function OptionWords({ option }: { readonly option: Json }): ReactNode {
  return (
    <span className="choice-words">
      <TextObject value={option.text} />
      {isJson(option.description) && (
        <small>
          <TextObject value={option.description} />
        </small>
      )}
    </span>
  );
}

function Checkboxes(props: ElementProps) {
  const { element, label, describedBy } = props;
  const initial = listOf(element.initial_options).map((option) => textOf(option.value));
  const [value, choose] = useChoice(props, initial);
  const chosen = Array.isArray(value) ? value : [];
  return (
    <fieldset className="choices" aria-label={label} aria-describedby={describedBy}>
      {listOf(element.options).map((option) => {
        const name = textOf(option.value);
        const toggle = () =>
          choose(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
        return (
          <label key={name} className="choice">
            <input type="checkbox" checked={chosen.includes(name)} onChange={toggle} />
            <OptionWords option={option} />
          </label>
        );
      })}
    </fieldset>
  );
}

function RadioButtons(props: ElementProps) {
  const { element, block, label, describedBy } = props;
  const [value, choose] = useChoice(
    props,
    isJson(element.initial_option) ? textOf(element.initial_option.value) : null,
  );
  return (
    <div className="choices" role="radiogroup" aria-label={label} aria-describedby={describedBy}>
      {listOf(element.options).map((option) => {
        const name = textOf(option.value);
        return (
          <label key={name} className="choice">
            <input
              type="radio"
              name={`${textOf(block.block_id)}-${textOf(element.action_id)}`}
              checked={value === name}
              onChange={() => choose(name)}
            />
            <OptionWords option={option} />
          </label>
        );
      })}
    </div>
  );
}

function Moment(props: ElementProps & { readonly type: 'date' | 'time' }) {
  const { element, label, id, describedBy, isInvalid, type } = props;
  const [value, choose] = useChoice(props, textOf(element[`initial_${type}`]) || null);
  return (
    <input
      className="field"
      type={type}
      id={id}
      aria-label={id === undefined ? label : undefined}
      aria-describedby={describedBy}
      aria-invalid={isInvalid || undefined}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => choose(event.target.value || null)}
    />
  );
}

/** Day and time are chosen in the browser's zone, and kept as seconds since the epoch. */
function DayAndTime(props: ElementProps) {
  const { element, label, id, describedBy, isInvalid } = props;
  const initial = typeof element.initial_date_time === 'number' ? String(element.initial_date_time) : null;
  const [value, choose] = useChoice(props, initial);
  return (
    <input
      className="field"
      type="datetime-local"
      id={id}
      aria-label={id === undefined ? label : undefined}
      aria-describedby={describedBy}
      aria-invalid={isInvalid || undefined}
      value={typeof value === 'string' ? toLocal(Number(value)) : ''}
      onChange={({ target }) =>
        choose(target.value === '' ? null : String(Math.floor(new Date(target.value).getTime() / 1000)))
      }
    />
  );
}

/** `2030-01-31T12:30`, as the browser's field has it. */
function toLocal(seconds: number): string {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function TextInput(props: ElementProps) {
  const { element, id, describedBy, isInvalid } = props;
  const [value, choose] = useChoice(props, textOf(element.initial_value));
  const common = {
    className: 'field',
    id,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid || undefined,
    placeholder: wordsOf(element.placeholder),
    value: typeof value === 'string' ? value : '',
    maxLength: typeof element.max_length === 'number' ? element.max_length : undefined,
    onChange: (event: { target: { value: string } }) => choose(event.target.value),
  };
  return element.multiline === true ? (
    <textarea rows={4} {...common} />
  ) : (
    <input type="text" autoComplete="off" {...common} />
  );
}

/** Any element of Block Kit that the sandbox knows. */
export function Element(props: ElementProps): ReactNode {
  switch (props.element.type) {
    case 'button':
      return <Button {...props} />;
    case 'static_select':
      return <StaticSelect {...props} />;
    case 'users_select':
      return <UsersSelect {...props} />;
    case 'overflow':
      return <Overflow {...props} />;
    case 'checkboxes':
      return <Checkboxes {...props} />;
    case 'radio_buttons':
      return <RadioButtons {...props} />;
    case 'datepicker':
      return <Moment {...props} type="date" />;
    case 'timepicker':
      return <Moment {...props} type="time" />;
    case 'datetimepicker':
      return <DayAndTime {...props} />;
    case 'plain_text_input':
      return <TextInput {...props} />;
    case 'image':
      return <Picture value={props.element} className="picture-accessory" />;
    default:
      return <em>({textOf(props.element.type)} is not shown here)</em>;
  }
}
