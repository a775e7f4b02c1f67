import { create } from 'qrcode';
import { type ReactNode, useMemo } from 'react';
import styles from './link-screen.module.css';

/** Modules of white that scanners expect around a code (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** A QR code as inline SVG: dark on light in every theme, because many scanners read no inverted code. */
export function QrCode({ text, label }: { text: string; label: string }): ReactNode {
  const { size, path } = useMemo(() => codeOf(text), [text]);
  const whole = size + 2 * QUIET_ZONE;
  return (
    <svg
      className={styles.code}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${whole} ${whole}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect x={-QUIET_ZONE} y={-QUIET_ZONE} width={whole} height={whole} fill="#ffffff" stroke="none" />
      <path d={path} fill="#000000" stroke="none" />
    </svg>
  );
}

/** Level M mends 15 %, as much as a screen photographed from the side needs; a higher one has smaller modules. */
function codeOf(text: string): { readonly size: number; readonly path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  const rows: string[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (data[row * size + column] !== 1) continue;
      const from = column;
      while (column + 1 < size && data[row * size + column + 1] === 1) column += 1;
      rows.push(`M${from} ${row}h${column - from + 1}v1H${from}z`);
    }
  }
  return { size, path: rows.join('') };
}
