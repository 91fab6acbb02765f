import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Icon } from './icons.tsx';
import { Popup } from './popup.tsx';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
  readonly picture?: ReactNode;
  readonly group?: string;
}

export interface PickerProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly placeholder: string;
  readonly onPick: (value: string) => void;
  readonly id?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly isInvalid?: boolean;
  readonly className?: string;
}

function matches(option: Option, query: string): boolean {
  return `${option.label} ${option.detail ?? ''}`.toLowerCase().includes(query.toLowerCase());
}

/** A select with a filter: a button, and a list that arrows, Enter, Escape and typing work in. */
export function Picker(props: PickerProps) {
  const {
    label,
    options,
    value,
    placeholder,
    onPick,
    id,
    describedBy,
    isInvalid = false,
    className = '',
  } = props;
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        id={id}
        className={`picker ${className}`}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-labelledby={id === undefined ? undefined : `${id}-label ${id}`}
        aria-describedby={describedBy}
        data-invalid={isInvalid || undefined}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {id === undefined && <span className="visually-hidden">{label}: </span>}
        {chosen?.picture}
        <span className={chosen ? 'picker-value' : 'picker-value picker-empty'}>
          {chosen?.label ?? placeholder}
        </span>
        <Icon name="chevron" />
      </button>
      {isOpen && (
        <Popup trigger={trigger} onClose={() => setOpen(false)}>
          <OptionList
            {...{ label, options, value }}
            onClose={close}
            onPick={(picked) => {
              close();
              onPick(picked);
            }}
          />
        </Popup>
      )}
    </>
  );
}

function OptionList({
  label,
  options,
  value,
  onPick,
  onClose,
}: Pick<PickerProps, 'label' | 'options' | 'value' | 'onPick'> & { readonly onClose: () => void }) {
  const listId = useId();
  const [query, setQuery] = useState('');
  const shown = options.filter((option) => matches(option, query));
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      options.findIndex((option) => option.value === value),
    ),
  );
  const active = shown[Math.min(at, shown.length - 1)];
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (active) document.getElementById(`${listId}-${active.value}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, listId]);
  const steer = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === 'Escape' || key === 'Tab') {
      event.stopPropagation();
      if (key === 'Escape') event.preventDefault();
      onClose();
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      const step = key === 'ArrowDown' ? 1 : -1;
      setAt((now) => (Math.min(now, shown.length - 1) + step + shown.length) % Math.max(1, shown.length));
    } else if (key === 'Home') setAt(0);
    else if (key === 'End') setAt(shown.length - 1);
    else if (key === 'Enter') {
      event.preventDefault();
      if (active) onPick(active.value);
    }
  };
  let group: string | undefined;
  return (
    <div className="option-list">
      <input
        ref={input}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={active ? `${listId}-${active.value}` : undefined}
        aria-label={`Filter: ${label}`}
        placeholder="Type to filter"
        value={query}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={steer}
      />
      <div role="listbox" id={listId} aria-label={label} className="options" tabIndex={-1}>
        {shown.map((option, index) => {
          const heading = option.group !== group ? option.group : undefined;
          group = option.group;
          return (
            <div key={option.value} role="presentation">
              {heading !== undefined && (
                <div className="option-group" role="presentation">
                  {heading}
                </div>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the filter field has the focus and takes the keys */}
              <div
                role="option"
                id={`${listId}-${option.value}`}
                aria-selected={option.value === value}
                className={option === active ? 'option option-active' : 'option'}
                tabIndex={-1}
                onPointerMove={() => setAt(index)}
                onClick={() => onPick(option.value)}
              >
                {option.picture}
                <span className="option-words">
                  <span>{option.label}</span>
                  {option.detail !== undefined && <small>{option.detail}</small>}
                </span>
                {option.value === value && <Icon name="check" />}
              </div>
            </div>
          );
        })}
        {shown.length === 0 && <div className="option-none">Nothing fits</div>}
      </div>
    </div>
  );
}
