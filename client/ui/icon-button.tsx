import type { ComponentProps, ReactNode } from 'react';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'title' | 'type'> {
  /** What it does, for screen readers and for who points at it. */
  readonly label: string;
  /** Within a line of text. */
  readonly small?: boolean;
}

/** A button that shows an icon alone. */
export function IconButton({ label, small = false, className = '', ...button }: IconButtonProps): ReactNode {
  const size = small ? 'icon-button icon-button--small' : 'icon-button';
  return (
    <button
      {...button}
      type="button"
      className={`${size} ${className}`.trim()}
      aria-label={label}
      title={label}
    />
  );
}
