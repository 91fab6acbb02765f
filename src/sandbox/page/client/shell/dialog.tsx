import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from './icons.tsx';

const FOCUSABLE =
  'button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select, a[href], [tabindex="0"]';

function controlsIn(box: HTMLElement | null): HTMLElement[] {
  return box
    ? [...box.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((each) => each.offsetParent !== null)
    : [];
}

export interface DialogProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly footer: ReactNode;
  readonly size?: 'small' | 'large';
  /** Focus goes to the first control whose name matches, else into the body, else to the footer. */
  readonly focusFirst?: string;
  readonly onClose: () => void;
  readonly onSubmit?: () => void;
}

/** A dialog inside one person's client: keeps the focus, closes on Escape, and gives the focus back. */
export function Dialog({
  title,
  children,
  footer,
  size = 'small',
  focusFirst,
  onClose,
  onSubmit,
}: DialogProps) {
  const box = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    const wanted = focusFirst === undefined ? null : box.current?.querySelector<HTMLElement>(focusFirst);
    (wanted ?? controlsIn(box.current)[1] ?? box.current)?.focus();
    const client = box.current?.closest('.client');
    return () => {
      // What opened the dialog may be gone with what it did; then the composer takes the focus.
      setTimeout(() => {
        if (document.activeElement !== document.body && document.activeElement !== null) return;
        if (before instanceof HTMLElement && before.isConnected) before.focus();
        if (document.activeElement === document.body)
          client?.querySelector<HTMLElement>('textarea, .messages')?.focus();
      });
    };
  }, [focusFirst]);
  const keepFocus = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    }
    if (event.key !== 'Tab') return;
    const controls = controlsIn(box.current);
    const edge = event.shiftKey ? controls[0] : controls.at(-1);
    if (document.activeElement !== edge && document.activeElement !== box.current) return;
    event.preventDefault();
    (event.shiftKey ? controls.at(-1) : controls[0])?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <div className="overlay">
      <div
        ref={box}
        className={`dialog dialog-${size}`}
        role="dialog"
        aria-labelledby={titleId}
        tabIndex={-1}
        onKeyDown={keepFocus}
      >
        <form noValidate onSubmit={submit}>
          <header>
            <h2 id={titleId}>{title}</h2>
            <button type="button" className="plain-button" aria-label="Close" onClick={onClose}>
              <Icon name="close" />
            </button>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <section className="dialog-body" tabIndex={0} aria-labelledby={titleId}>
            {children}
          </section>
          <footer>{footer}</footer>
        </form>
      </div>
    </div>
  );
}
