/** A dialog over the page; Escape, and a press beside it, close it. */
import { Dialog as Base } from '@base-ui/react/dialog';
import { type ReactNode, type RefObject, useRef } from 'react';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** What the keyboard is at first; its title, from where all of it can be read, by default. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
}

export function Dialog({ title, onClose, children, initialFocus }: DialogProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-backdrop" />
        <Base.Popup className="dialog" initialFocus={initialFocus ?? heading}>
          <Base.Title ref={heading} tabIndex={-1}>
            {title}
          </Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
