/** All icons: lines on a square of 16, in the colour of the text around them, silent for screen readers. */
import type { ReactNode } from 'react';

export interface IconProps {
  /** Pixels; 16 by default. */
  readonly size?: number;
  readonly className?: string | undefined;
}

/** Points against the reading direction. */
export function BackIcon(props: IconProps): ReactNode {
  return (
    <Icon className="mirrored" {...props}>
      <path d="M10 3 5 8l5 5" />
    </Icon>
  );
}

export function CheckIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <path d="m3 8.5 3.5 3.5L13 4.5" />
    </Icon>
  );
}

export function ChevronDownIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <path d="m3.5 6 4.5 4.5L12.5 6" />
    </Icon>
  );
}

export function DownloadIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <path d="M8 2.5v7.5M4.5 7 8 10.5 11.5 7M3 13.5h10" />
    </Icon>
  );
}

export function ChevronUpIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <path d="m3.5 10 4.5-4.5 4.5 4.5" />
    </Icon>
  );
}

export function CloseIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <path d="m4 4 8 8M12 4l-8 8" />
    </Icon>
  );
}

/** To the newest line. */
export function DownIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <path d="M8 2.5v10M3.5 8.5 8 13l4.5-4.5" />
    </Icon>
  );
}

export function MinusIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <path d="M3 8h10" />
    </Icon>
  );
}

export function MoreIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <circle cx="3" cy="8" r="1.25" />
      <circle cx="8" cy="8" r="1.25" />
      <circle cx="13" cy="8" r="1.25" />
    </Icon>
  );
}

export function PlusIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <path d="M3 8h10M8 3v10" />
    </Icon>
  );
}

export function SearchIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.25 10.25 3.5 3.5" />
    </Icon>
  );
}

/** A crown: what only the host decides. */
export function HostIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <path d="M3 12.5h10l1-8-3.5 3L8 3 5.5 7.5 2 4.5z" />
    </Icon>
  );
}

/** A pencil. */
export function EditIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <path d="m3 13 .75-3.25L10.5 3 13 5.5l-6.75 6.75zM9 4.5 11.5 7" />
    </Icon>
  );
}

/** Waves that are crossed out. */
export function NoConnectionIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <path d="M2 6.5a9 9 0 0 1 12 0M4.5 9.25a5.25 5.25 0 0 1 7 0M8 12.5h.01M2.5 13.5l11-11" />
    </Icon>
  );
}

/** A screen on its stand. */
export function ScreenIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <path d="M2 3h12v8H2zM5.5 14h5M8 11v3" />
    </Icon>
  );
}

/** Two columns. */
export function ColumnsIcon(props: IconProps): ReactNode {
  return (
    <Icon {...props}>
      <path d="M2 3h12v10H2zM8 3v10" />
    </Icon>
  );
}

function Icon({ size = 16, className, children }: IconProps & { readonly children: ReactNode }): ReactNode {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} className={className} aria-hidden="true">
      {children}
    </svg>
  );
}
