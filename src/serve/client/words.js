// The preview's own words.

const WORDS = {
  fr: {
    preview: 'Aperçu', findings: 'Constats', close: 'Réduire', fine: 'Rien à signaler',
    kept: 'La page affichée est la dernière valable.', gone: 'Cette page n’existe plus ; son dernier état reste affiché.',
    more: '… et {n} de plus', copy: 'Copier', copied: 'Copié', colon: '\u202F:', lost: 'Aperçu arrêté : relancez « millesime serve »',
    error: ['erreur', 'erreurs'], warning: ['avertissement', 'avertissements'], advice: ['conseil', 'conseils'],
    origin: 'D’où ça vient ?', originHelp: 'Touche O', originOn: 'Désignez un texte, un chiffre, un graphique ; Échap pour finir', string: 'texte du thème',
    builtIn: 'il se remplace sous « textes » dans report.yaml',
    review: 'Relecture', home: 'Aller à l’accueil', noPage: 'Cette page n’existe pas encore',
    noPageYet: 'Elle s’affichera d’elle-même dès qu’elle existera.',
    noPageBroken: 'Elle s’affichera d’elle-même dès que les erreurs ci-dessous seront corrigées.',
  },
  en: {
    preview: 'Preview', findings: 'Findings', close: 'Fold', fine: 'Nothing to report',
    kept: 'The page shown is the last good one.', gone: 'This page no longer exists; its last state stays.',
    more: '… and {n} more', copy: 'Copy', copied: 'Copied', colon: ':', lost: 'Preview stopped: run `millesime serve` again',
    error: ['error', 'errors'], warning: ['warning', 'warnings'], advice: ['advice', 'advice'],
    origin: 'Where from?', originHelp: 'Key O', originOn: 'Point at a text, a figure, a chart; Esc to end', string: 'word of the theme',
    builtIn: 'replaced under `strings` in report.yaml',
    review: 'Review', home: 'Go to the first page', noPage: 'This page does not exist yet',
    noPageYet: 'It will appear by itself once it does.',
    noPageBroken: 'It will appear by itself once the errors below are mended.',
  },
};

/** Gives the function that says a word in `lang`: `say('more', 3)`. */
export const words = (lang) => {
  const table = WORDS[lang] ?? WORDS.fr;
  return (key, n) => {
    const word = table[key];
    if (Array.isArray(word)) return `${n} ${n > 1 ? word[1] : word[0]}`;
    return n === undefined ? word : word.replace('{n}', n);
  };
};
