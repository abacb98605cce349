/**
 * The frame of every page: head, menu, the robot's state, and what skips, switches and leaves. Who is not inside sees no
 * menu and nothing of the robot.
 */
import { assetPath } from './assets.ts';
import { type Html, html } from './html.ts';
import { notice } from './parts.ts';
import { type NavName, ownPath, type View, type Visit, withQuery } from './visit.ts';

const PLACES: Readonly<Record<NavName, string>> = {
  lots: '/lots',
  pending: '/a-integrer',
  publications: '/publications',
  companies: '/dossiers',
  archives: '/archives',
  drop: '/depot',
};

export function page(view: View, visit: Visit, robot: string): string {
  const { words, isInside } = visit;
  return html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${view.title} – ${words.brand}</title>
<link rel="stylesheet" href="${assetPath('style')}">
<script src="${assetPath('script')}" defer></script>
</head>
<body>
<a class="skip" href="#contenu">${words.skip}</a>
<header>
<div class="top">
<p class="brand">${words.brand}</p>
${isInside && menu(view, visit)}
<div class="tools">${tools(visit)}</div>
</div>
${isInside && html`<p id="robot" class="robot" data-lost="${words.robot.lost}" data-ended="${words.robot.ended}" data-again="${words.access.again}">${robot}</p>`}
</header>
<p id="nouvelles" class="unseen" role="status" data-text="${words.robot.news}"></p>
<main id="contenu" tabindex="-1"${view.isLive === true ? html` data-direct="${view.version ?? ''}"` : null}>
<h1>${view.title}</h1>
${told(view.leftOut ?? [])}
${view.body}
</main>
</body>
</html>
`.text;
}

/** What was asked and left out; a screen reader says it first. */
function told(leftOut: readonly string[]): Html | null {
  if (leftOut.length === 0) return null;
  return html`<div role="status">${leftOut.map((sentence) => notice(sentence, 'bad'))}</div>`;
}

function menu({ nav }: View, { words }: Visit): Html {
  const items = Object.entries(PLACES).map(([name, path]) => {
    const current = name === nav ? html` aria-current="page"` : null;
    return html`<li><a href="${path}"${current}>${words.nav[name as NavName]}</a></li>`;
  });
  return html`<nav aria-label="${words.menu}"><ul>${items}</ul></nav>`;
}

function tools({ words, address, token, isInside, isLocked }: Visit): Html {
  const { code, name } = words.otherLanguage;
  const [path = '/', query = ''] = ownPath(address).split('?', 2);
  const others = Object.fromEntries(new URLSearchParams(query));
  const there = withQuery(path, { ...others, lang: code });
  return html`<a href="${there}" hreflang="${code}" lang="${code}">${name}</a>
${isLocked && isInside ? html`<form method="post" action="/deconnexion"><input type="hidden" name="_csrf" value="${token}"><button>${words.leave}</button></form>` : null}`;
}
