/** The page on which files are dropped: for the drop folders, as if they had been laid there by hand. */
import type { DropKind } from '../model/drop-record.ts';
import { BYTES_PER_MIB } from '../model/limits.ts';
import type { Desk } from './desk.ts';
import { type Html, html } from './html.ts';
import { notice } from './parts.ts';
import type { View, Visit } from './visit.ts';

/** Of the files that were sent with the folder around them. */
export const FOLDER_FIELD = 'arborescence';

/** What is dropped, by the words of the form. */
const NATURES: Readonly<Record<DropKind, string>> = { batch: 'lot', settings: 'parametrage' };

/** Null where it is neither: nobody knows what was meant to be dropped. */
export function kindNamed(nature: string): DropKind | null {
  const kinds = Object.keys(NATURES) as DropKind[];
  return kinds.find((kind) => NATURES[kind] === nature) ?? null;
}

export interface DropAnswer {
  readonly text: string;
  readonly isGood: boolean;
}

export async function dropView(desk: Desk, visit: Visit, answer: DropAnswer | null): Promise<View> {
  const { words, token } = visit;
  const { drop, plurals } = words;
  const { limits } = desk.configuration;
  const sight = await desk.robot.sight();
  return {
    title: drop.title,
    nav: 'drop',
    sight,
    body: html`${sight?.isRunning === false ? notice(drop.noRobot) : null}
<div id="reponse" tabindex="-1" role="status" class="notice ${answer?.isGood === false ? 'notice-bad' : 'notice-good'}"${answer === null ? html` hidden` : null}>${answer?.text ?? ''}</div>
<form class="sheet" method="post" enctype="multipart/form-data" action="/depot?_csrf=${encodeURIComponent(token)}" data-depot data-most="${limits.files}" data-cut="${drop.faults.cut}" data-many="${drop.faults['too-many']}" data-failed="${drop.script.failed}" data-ended="${drop.script.ended}" data-again="${words.access.again}" data-unreadable="${drop.script.unreadable}">
<fieldset><legend>${drop.nature}</legend>
${choice(NATURES.batch, drop.batches, drop.batchHint, true)}
${choice(NATURES.settings, drop.settings, drop.settingsHint, false)}
</fieldset>
<div><label>${drop.dossier}<input name="dossier" size="9" maxlength="8" autocomplete="off" aria-describedby="aide-dossier"></label><p id="aide-dossier" class="hint">${drop.dossierHint}</p></div>
<div class="zone"><p>${drop.zone}</p>
<label>${drop.files}<input type="file" name="fichiers" multiple></label>
<label>${drop.folder}<input type="file" name="${FOLDER_FIELD}" webkitdirectory></label>
<p class="dragged" role="status" data-text="${drop.dragged}"></p>
<p class="hint">${drop.limits(words.size(limits.batchMiB * BYTES_PER_MIB), plurals.files(limits.files))}</p></div>
<button class="main">${drop.send}</button>
<p class="sending" role="status" hidden><progress aria-label="${drop.sending}" max="1" value="0"></progress> ${drop.sending}</p>
</form>`,
  };
}

function choice(value: string, label: string, hint: string, isChosen: boolean): Html {
  const checked = isChosen ? html` checked` : null;
  const id = `nature-${value}`;
  return html`<div class="choice"><input type="radio" id="${id}" name="nature" value="${value}"${checked} aria-describedby="aide-${value}"><div><label for="${id}">${label}</label><p id="aide-${value}" class="hint">${hint}</p></div></div>`;
}
