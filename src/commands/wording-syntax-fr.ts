/** What is wrong with a configuration file that is no JSON, by the code of its parser, in French. */

const NBSP = '\u00a0';

const FAULTS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'ce mot n’est pas permis ici. Mettez les textes entre guillemets droits ("…")',
  InvalidNumberFormat: 'ce nombre est mal écrit. Écrivez-le en chiffres, avec un point pour les décimales',
  PropertyNameExpected: 'il manque le nom d’une clé, entre guillemets droits ("…")',
  ValueExpected: 'il manque une valeur',
  ColonExpected: `il manque le signe «${NBSP}:${NBSP}» entre la clé et sa valeur`,
  CommaExpected: 'il manque une virgule entre cette ligne et la précédente, ou entre ces deux valeurs',
  CloseBraceExpected: `il manque une accolade fermante «${NBSP}}${NBSP}»`,
  CloseBracketExpected: `il manque un crochet fermant «${NBSP}]${NBSP}»`,
  EndOfFileExpected: `il y a du texte en trop après la dernière accolade «${NBSP}}${NBSP}». Retirez-le`,
  InvalidCommentToken: 'ce commentaire est mal écrit. Commencez-le par // ou mettez-le entre /* et */',
  UnexpectedEndOfComment: 'ce commentaire n’est jamais fermé. Fermez-le avec */',
  UnexpectedEndOfString: 'ce texte n’est jamais fermé. Ajoutez le guillemet droit (") qui manque à la fin',
  UnexpectedEndOfNumber: 'ce nombre n’est pas fini. Complétez-le',
  InvalidUnicode: 'ce caractère \\u… est mal écrit. Mettez quatre chiffres hexadécimaux après \\u',
  InvalidEscapeCharacter:
    'une barre oblique inverse (\\) est mal placée. Doublez-la (\\\\), ou écrivez les chemins avec des barres obliques (/)',
  InvalidCharacter:
    'ce texte contient un caractère interdit. Retirez les tabulations et les retours à la ligne',
  DuplicateKey: 'cette clé figure deux fois. Gardez-en une seule',
};

export function frenchSyntax(code: string): string {
  const fault = FAULTS[code];
  return fault === undefined ? `ce n’est pas du JSON valide (${code}).` : `${fault}.`;
}
