import { lazy, useEffect } from 'react';
import { loadCorrectLine } from '../captions/line/caption-details.tsx';
import { useMessages } from '../i18n/messages-context.tsx';
import { loadMarkLine } from '../marks/own-mark.tsx';

const loadPicker = () => import('../languages/language-picker.tsx');
const loadSettings = () => import('../display/settings-sheet.tsx');
const loadHost = () => import('../host/host-sheet.tsx');
const loadSearch = () => import('../captions/search/search-bar.tsx');
const loadExport = () => import('../export/export-sheet.tsx');
const loadClosedLink = () => import('../share/closed-link.tsx');
const loadNotice = () => import('../notice/notice-line.tsx');
const loadAwaiting = () => import('../marks/awaiting-marks.tsx');
const loadDeleteMine = () => import('../record/delete-mine.tsx');
const loadReceipt = () => import('../record/receipt-page.tsx');
const loadControls = () => import('../controls/stream-controls.tsx');

/** Parts that are loaded after the first caption. */
export const LanguagePicker = lazy(async () => ({ default: (await loadPicker()).LanguagePicker }));
export const SettingsSheet = lazy(async () => ({ default: (await loadSettings()).SettingsSheet }));
export const HostSheet = lazy(async () => ({ default: (await loadHost()).HostSheet }));
export const ClosedLink = lazy(async () => ({ default: (await loadClosedLink()).ClosedLink }));
export const SearchBar = lazy(async () => ({ default: (await loadSearch()).SearchBar }));
export const DeleteMine = lazy(async () => ({ default: (await loadDeleteMine()).DeleteMine }));
export const ReceiptPage = lazy(async () => ({ default: (await loadReceipt()).ReceiptPage }));
export const CatchUp = lazy(async () => ({ default: (await import('./catch-up/catch-up.tsx')).CatchUp }));
export const ExportSheet = lazy(async () => ({ default: (await loadExport()).ExportSheet }));
export const StreamControls = lazy(async () => ({ default: (await loadControls()).StreamControls }));

export const NoticeLine = lazy(async () => ({ default: (await loadNotice()).NoticeLine }));
export const AwaitingMarks = lazy(async () => ({ default: (await loadAwaiting()).AwaitingMarks }));

/** Time before the lazy parts are fetched in advance, so that they open at once and offline too. */
const PREFETCH_AFTER_MS = 3_000;

const forEveryone = [loadPicker, loadSettings, loadSearch, loadControls, loadMarkLine, loadExport];
const forHosts = [loadHost, loadCorrectLine];
type LoadWords = (locale: string) => Promise<unknown>;
/** Catalogs of parts: in another interface language than English each is a file of its own. */
const wordsForEveryone: readonly LoadWords[] = [
  async (locale) => (await import('../notice/notice-words.ts')).noticeWords.load(locale),
  async (locale) => (await import('../marks/mark-words.ts')).markWords.load(locale),
  async (locale) => (await import('../export/export-words.ts')).exportWords.load(locale),
];
const wordsForHosts: readonly LoadWords[] = [
  async (locale) => (await import('../host/host-words.ts')).hostWords.load(locale),
  async (locale) => (await import('../share/share-words.ts')).shareWords.load(locale),
];

export function usePrefetch(isHost: boolean): void {
  const { locale } = useMessages();
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const load of isHost ? [...forEveryone, ...forHosts] : forEveryone) load().catch(() => undefined);
      for (const load of isHost ? [...wordsForEveryone, ...wordsForHosts] : wordsForEveryone) {
        load(locale).catch(() => undefined);
      }
    }, PREFETCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isHost, locale]);
}
