import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Icon, type IconName } from './icons.tsx';
import { Popup } from './popup.tsx';

export interface MenuItem {
  readonly value: string;
  readonly label: string;
}

/** A menu behind an icon, which is three dots unless told. */
export function Menu({
  label,
  icon = 'dots',
  items,
  onPick,
}: {
  readonly label: string;
  readonly icon?: IconName;
  readonly items: readonly MenuItem[];
  readonly onPick: (value: string) => void;
}) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className="button button-overflow"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={label}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <Icon name={icon} />
      </button>
      {isOpen && (
        <Popup trigger={trigger} onClose={() => setOpen(false)}>
          <MenuItems
            label={label}
            items={items}
            onClose={close}
            onPick={(value) => {
              close();
              onPick(value);
            }}
          />
        </Popup>
      )}
    </>
  );
}

function MenuItems({
  label,
  items,
  onPick,
  onClose,
}: {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly onPick: (value: string) => void;
  readonly onClose: () => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const entries = () => [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  useEffect(() => box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus(), []);
  const steer = (event: KeyboardEvent) => {
    const all = entries();
    const now = all.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowDown: now + 1, ArrowUp: now - 1 + all.length, Home: 0, End: all.length - 1 }[
      event.key
    ];
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (step !== undefined) {
      event.preventDefault();
      all[step % all.length]?.focus();
    }
  };
  return (
    <div ref={box} className="menu" role="menu" aria-label={label} tabIndex={-1} onKeyDown={steer}>
      {items.map((item) => (
        <button
          key={item.value}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => onPick(item.value)}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}
