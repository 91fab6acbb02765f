import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';

const GAP = 4;

/** Something that opens beside its trigger, above everything, wherever there is room; closes on a click elsewhere. */
export function Popup({
  trigger,
  onClose,
  children,
}: {
  readonly trigger: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  useLayoutEffect(() => {
    const from = trigger.current?.getBoundingClientRect();
    const size = box.current?.getBoundingClientRect();
    if (!from || !size) return;
    const fitsBelow = from.bottom + GAP + size.height <= innerHeight;
    setPlace({
      left: Math.max(GAP, Math.min(from.left, innerWidth - size.width - GAP)),
      top: fitsBelow ? from.bottom + GAP : Math.max(GAP, from.top - GAP - size.height),
    });
  }, [trigger]);
  useLayoutEffect(() => {
    const leave = (event: Event) => {
      const { target } = event;
      const isInside =
        target instanceof Node && (box.current?.contains(target) || trigger.current?.contains(target));
      if (!isInside) onClose();
    };
    addEventListener('pointerdown', leave, true);
    addEventListener('resize', onClose);
    return () => {
      removeEventListener('pointerdown', leave, true);
      removeEventListener('resize', onClose);
    };
  }, [trigger, onClose]);
  return (
    <div ref={box} className={place ? 'popup' : 'popup popup-placing'} style={place ?? undefined}>
      {children}
    </div>
  );
}
