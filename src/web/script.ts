/**
 * The one script of the page, as its browser gets it. Every view and act works without it; it follows the robot, opens
 * a document beside the grid without leaving the place, and helps with an upload. It only ever sets texts and addresses,
 * never markup of its own.
 */
import { DROP_SCRIPT } from './script-drop.ts';

/** Longer than a click takes. */
const AFTER_FIELD_MS = 500;
const AGAIN_MS = 5_000;

export const SCRIPT = `'use strict';
(() => {
  const main = () => document.getElementById('contenu');
  const news = document.getElementById('nouvelles');

  // What a person has begun to type must not vanish under her hands, nor once she looks elsewhere.
  const isTyped = (field) => field.type !== 'hidden' && field.value !== field.defaultValue;
  const isBusy = () => {
    const active = document.activeElement;
    if (active !== null && main().contains(active) && /^(INPUT|SELECT|TEXTAREA)$/.test(active.tagName)) return true;
    return [...main().querySelectorAll('input, textarea')].some(isTyped);
  };
  let missed = false;
  let fetching = false;
  let again = false;
  const refresh = async () => {
    missed = isBusy();
    if (missed) return;
    if (fetching) { again = true; return; }
    fetching = true;
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (answer.redirected) tellEnded();
      else if (answer.ok) {
        const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('contenu');
        const now = main();
        missed = isBusy();
        if (next !== null && !missed && next.textContent === now.textContent) Object.assign(now.dataset, next.dataset);
        else if (next !== null && !missed) {
          const focused = document.activeElement;
          const address = now.contains(focused) && focused.tagName === 'A' ? focused.getAttribute('href') : null;
          now.replaceWith(document.adoptNode(next));
          if (address !== null)
            [...main().querySelectorAll('a')].find((link) => link.getAttribute('href') === address)?.focus();
          news.textContent = news.dataset.text;
        }
      }
    } finally {
      fetching = false;
      if (again) { again = false; void refresh(); }
    }
  };

  // Not at once: the field may have been left for the button beside it, which must still be there.
  document.addEventListener('focusout', () => setTimeout(() => {
    if (missed) refresh().catch(() => {});
  }, ${AFTER_FIELD_MS}));

  const robot = document.getElementById('robot');
  // Whoever reads on must know that nothing of it is followed any more, and how to go on.
  const tellEnded = () => {
    if (robot === null) return;
    const link = document.createElement('a');
    link.href = '/connexion?vers=' + encodeURIComponent(location.pathname + location.search);
    link.textContent = robot.dataset.again;
    robot.classList.add('lost');
    robot.replaceChildren(robot.dataset.ended + ' ', link);
    unlisten();
  };
  const isEnded = async () => (await fetch(location.href, { method: 'HEAD' })).status === 401;

  let events = null;
  const listen = () => {
    if (events !== null || document.hidden) return;
    events = new EventSource('/evenements');
    const own = events;
    events.addEventListener('error', () => {
      robot.classList.add('lost');
      robot.textContent = robot.dataset.lost;
      // A browser tries again by itself, unless it was refused.
      if (own.readyState !== EventSource.CLOSED || own !== events) return;
      isEnded().catch(() => false).then((ended) => {
        if (own !== events) return;
        if (ended) tellEnded();
        else setTimeout(() => { unlisten(); listen(); }, ${AGAIN_MS});
      });
    });
    events.addEventListener('robot', ({ data }) => {
      const text = JSON.parse(data);
      robot.classList.remove('lost');
      if (robot.textContent !== text) robot.textContent = text;
    });
    events.addEventListener('changement', ({ data }) => {
      const { direct } = main().dataset;
      if (direct !== undefined && direct !== JSON.parse(data)) refresh().catch(() => {});
    });
    events.addEventListener('recherche', ({ data }) => {
      const shown = document.querySelector('[data-recherche]');
      if (shown === null) return;
      const text = JSON.parse(data);
      // What is found by now is asked for again once it is everything.
      if (text === '') refresh().catch(() => {});
      else shown.textContent = text;
    });
    events.addEventListener('travail', ({ data }) => {
      const work = JSON.parse(data);
      const shown = document.querySelector('[data-travail="' + Number(work.number) + '"]');
      if (shown === null) return;
      if (work.ended) { location.reload(); return; }
      const bar = shown.querySelector('progress');
      bar.max = work.of || 1;
      if (work.of > 0) bar.value = work.done;
      shown.querySelector('.count').textContent = work.text;
    });
  };
  const unlisten = () => {
    events?.close();
    events = null;
  };
  if (robot !== null) {
    listen();
    // A browser has six connections to a server for all its tabs: those that nobody looks at leave theirs to the others.
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) return unlisten();
      listen();
      if (document.querySelector('[data-travail]') !== null) location.reload();
      else if (document.querySelector('[data-recherche]') !== null) refresh().catch(() => {});
    });
    addEventListener('pagehide', unlisten);
    addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
  }

  const panel = () => document.getElementById('piece');
  // Telephones have no viewer within a page; there the link opens it as every other one.
  const isShown = ({ dataset }) => navigator.pdfViewerEnabled !== false || !/\\.pdf$/i.test(dataset.nom);
  const closePanel = () => {
    const opener = panel().opener;
    panel().hidden = true;
    panel().querySelector('.view').replaceChildren();
    opener?.focus();
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-piece]');
    if (link !== null && panel() !== null && !event.ctrlKey && !event.metaKey && !event.shiftKey && isShown(link)) {
      event.preventDefault();
      const { piece, vue, nom } = link.dataset;
      const view = document.createElement(vue === 'image' ? 'img' : 'iframe');
      // The document itself, without the viewer's own panes.
      view.src = vue === 'image' ? piece : piece + '#navpanes=0&view=FitH';
      if (vue === 'image') view.alt = nom; else view.title = nom;
      const hint = panel().querySelector('.hint');
      hint.hidden = vue !== 'aucune';
      panel().querySelector('.view').replaceChildren(...(vue === 'aucune' ? [] : [view]));
      panel().querySelector('.name').textContent = nom;
      panel().querySelector('.get').href = piece + '?telecharger=1';
      panel().opener = link;
      panel().hidden = false;
      panel().querySelector('h2').focus();
      // The grid is narrower now: what was clicked stays in sight, and the amounts beside it.
      link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    if (event.target.closest('.close-piece') !== null) { event.preventDefault(); closePanel(); }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && panel() !== null && !panel().hidden) closePanel();
  });
})();
${DROP_SCRIPT}`;
