/** What the glossary mends: an English word that machines take for another one. */
export const dock = {
  speaker: 'daniel',
  term: 'dock',
  sentence: 'The dock at the old market is full again.',
} as const;

interface DockTranslation {
  /** As a machine would have it, the term in braces: a dock for ships. */
  readonly machine: string;
  /** A dock for bicycles, in the gender and number of the machine's word. */
  readonly term: string;
}

export const dockTranslations: Readonly<Record<string, DockTranslation>> = {
  es: { machine: 'El {muelle} del mercado viejo está lleno otra vez.', term: 'anclaje' },
  'pt-BR': { machine: 'O {cais} do mercado velho está cheio de novo.', term: 'bicicletário' },
  fr: { machine: 'Le {quai} du vieux marché est encore plein.', term: 'point d’attache' },
  de: { machine: 'Das {Hafenbecken} am alten Markt ist schon wieder voll.', term: 'Raddock' },
  ar: { machine: '{رصيف الميناء} عند السوق القديم ممتلئ مرة أخرى.', term: 'موقف الدراجات' },
  ja: { machine: '旧市場の{埠頭}がまたいっぱいです。', term: '駐輪ポート' },
  'zh-Hans': { machine: '老市场的{码头}又满了。', term: '停车桩' },
};
