/** Tells the name of a room, a team, a role or a device from that of a person. Pure. */
import {
  caselessGroups,
  devices,
  fillers,
  groups,
  groupsAndNames,
  roles,
  roomsBefore,
  unspacedGroups,
} from './words/shared-account-words.ts';

/** @param words of a display name, or of a part of it. */
export function isSharedAccount(words: readonly string[]): boolean {
  const keys = words.map(keyOf).filter((key) => key !== '');
  if (words.some(isDevice) || keys.some((key) => caselessGroups.has(key) || holdsGroup(key))) return true;
  const telling = keys.filter((key) => !fillers.has(key) && !isLabel(key));
  const shared = telling.filter((key) => roles.has(key) || groups.has(key) || groupsAndNames.has(key));
  if (shared.length === telling.length || shared.length > 1) return true;
  const [first, last] = [telling[0] ?? '', telling.at(-1) ?? ''];
  return roomsBefore.has(first) || [first, last].some((key) => groups.has(key) && !groupsAndNames.has(key));
}

/** "Host Ana" and "Guest Ana" are Ana. */
export function withoutRole(words: readonly string[]): readonly string[] {
  const from = words.findIndex((word) => !roles.has(keyOf(word)));
  return from < 0 ? words : words.slice(from);
}

/** "DESKTOP-4F2K1" is what it begins with. */
export function isDevice(word: string): boolean {
  return word
    .toLowerCase()
    .split(/[-.]/u)
    .some((piece) => devices.has(keyOf(piece)));
}

function keyOf(word: string): string {
  return word.toLowerCase().replace(/[^\p{L}\p{M}\p{N}'’]/gu, '');
}

/** "4", "5B", "B": which of several. */
function isLabel(key: string): boolean {
  return /^(?:\p{N}+\p{L}{0,2}|\p{L}\p{N}+|\p{Script=Latin})$/u.test(key);
}

function holdsGroup(key: string): boolean {
  return unspacedGroups.some((word) => key.includes(word));
}
