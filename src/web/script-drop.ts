/**
 * The part of the page's script that the drop form has: what is dragged onto it, also a folder with all that is in it,
 * and how far the sending is. Without it the form's own fields do.
 */
import { FOLDER_FIELD } from './drop-form.ts';

export const DROP_SCRIPT = `(() => {
  const form = document.querySelector('form[data-depot]');
  if (form === null) return;
  const zone = form.querySelector('.zone');
  const [files, folder] = form.querySelectorAll('input[type=file]');
  const told = form.querySelector('.dragged');
  // A field takes no paths from a script, so that a dragged folder's files are kept here.
  let dragged = [];
  const keep = (all) => {
    dragged = all;
    const tops = new Map();
    for (const { path } of all) {
      const [top] = path.split('/');
      tops.set(top, (tops.get(top) ?? 0) + 1);
    }
    const names = [...tops].map(([top, count]) => (count === 1 ? top : top + ' (' + count + ')'));
    told.textContent = names.length === 0 ? '' : told.dataset.text + names.join(', ');
  };

  const answer = (text, isGood) => {
    const shown = document.getElementById('reponse');
    shown.className = 'notice ' + (isGood ? 'notice-good' : 'notice-bad');
    shown.textContent = text;
    shown.hidden = false;
    shown.focus();
  };

  const offerLogin = () => {
    const link = document.createElement('a');
    link.href = '/connexion?vers=/depot';
    link.textContent = form.dataset.again;
    document.getElementById('reponse').append(' ', link);
  };

  const most = Number(form.dataset.most);
  const walk = async (entry, into) => {
    if (into.length > most) return;
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      into.push({ path: entry.fullPath.replace(/^\\/+/, ''), file });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (some.length === 0) return;
      for (const each of some) await walk(each, into);
    }
  };
  const take = async (entries) => {
    const all = [];
    try {
      for (const entry of entries) await walk(entry, all);
    } catch {
      keep([]);
      return answer(form.dataset.unreadable, false);
    }
    if (all.length <= most) return keep(all);
    keep([]);
    answer(form.dataset.many, false);
  };

  for (const name of ['dragover', 'dragenter'])
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add('over'); });
  for (const name of ['dragleave', 'drop']) zone.addEventListener(name, () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    const { items, files: alone } = event.dataTransfer;
    const entries = [...items].map((item) => item.webkitGetAsEntry?.() ?? null).filter((entry) => entry !== null);
    if (entries.some((entry) => entry.isDirectory)) {
      files.value = '';
      folder.value = '';
      void take(entries);
    } else if (alone.length > 0) {
      keep([]);
      files.files = alone;
    }
  });
  for (const field of [files, folder]) field.addEventListener('change', () => keep([]));

  const contents = () => {
    const data = new FormData(form);
    data.delete('${FOLDER_FIELD}');
    for (const file of folder.files) data.append('${FOLDER_FIELD}', file, file.webkitRelativePath || file.name);
    for (const { path, file } of dragged) data.append('${FOLDER_FIELD}', file, path);
    return data;
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const shown = form.querySelector('.sending');
    const bar = shown.querySelector('progress');
    const button = form.querySelector('button');
    shown.hidden = false;
    button.disabled = true;
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      bar.max = total;
      bar.value = loaded;
    });
    const finish = (text, isGood) => {
      answer(text, isGood);
      shown.hidden = true;
      button.disabled = false;
      if (!isGood) return;
      files.value = '';
      folder.value = '';
      keep([]);
    };
    request.addEventListener('load', () => {
      let said = null;
      try { said = JSON.parse(request.responseText); } catch {}
      const isEnded = request.status === 401;
      finish(isEnded ? form.dataset.ended : said?.text ?? form.dataset.failed, request.status < 300);
      if (isEnded) offerLogin();
    });
    request.addEventListener('error', () => finish(form.dataset.cut, false));
    request.send(contents());
  });
})();
`;
