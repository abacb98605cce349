/** The one stylesheet of the page: light and dark, readable at any size, without anything from elsewhere. */
export const STYLE = `
:root {
  --back: #ffffff; --front: #1b1f24; --soft: #f2f4f7; --line: #c4cad3; --quiet: #525a66;
  --link: #0b57b0; --main: #0b57b0; --on-main: #ffffff;
  --good: #10622f; --good-back: #e2f4e8; --bad: #a3161f; --bad-back: #fde8e8;
  --warn: #7a4a00; --warn-back: #fdf0d5; --wait: #0b4f8a; --wait-back: #e3effb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #14171c; --front: #e6e9ee; --soft: #1f242c; --line: #454d59; --quiet: #aab2bf;
    --link: #8ec1ff; --main: #8ec1ff; --on-main: #0c1118;
    --good: #8fdba8; --good-back: #15301f; --bad: #ff9d9d; --bad-back: #3a1a1c;
    --warn: #f0c674; --warn-back: #35290f; --wait: #9ccbff; --wait-back: #152a42;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
body { margin: 0; background: var(--back); color: var(--front); }
a { color: var(--link); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0 .75rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin: 1.75rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
code { font-size: .85em; color: var(--quiet); overflow-wrap: anywhere; }
main { padding: 0 1rem 3rem; max-width: 110rem; margin: 0 auto; }
main:focus { outline: none; }
.skip { position: absolute; left: -100rem; background: var(--back); padding: .5rem 1rem; z-index: 9; }
.skip:focus { left: .5rem; top: .5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.top { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding: .5rem 1rem;
  border-bottom: 1px solid var(--line); background: var(--soft); }
.brand { margin: 0; font-weight: 700; }
.top nav ul, .paging ul { display: flex; flex-wrap: wrap; gap: .25rem .25rem; list-style: none; margin: 0; padding: 0; }
.top nav a { display: block; padding: .35rem .7rem; border-radius: .4rem; text-decoration: none; }
.top nav a[aria-current] { background: var(--main); color: var(--on-main); }
.tools { margin-left: auto; display: flex; gap: 1rem; align-items: center; }
.robot { margin: 0; padding: .35rem 1rem; color: var(--quiet); border-bottom: 1px solid var(--line); }
.robot.lost { color: var(--bad); background: var(--bad-back); font-weight: 600; }
.wide { container-type: inline-size; overflow-x: auto; margin: .5rem 0 1rem; border: 1px solid var(--line); border-radius: .4rem; }
table { border-collapse: collapse; width: 100%; }
tr.faulty > * { border-top: 2px solid var(--bad); border-bottom: 2px solid var(--bad); }
th, td { padding: .4rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { background: var(--soft); white-space: nowrap; }
tbody tr:last-child td { border-bottom: 0; }
tfoot th, tfoot td { border-top: 2px solid var(--line); background: var(--soft); font-weight: 700; }
.alike th:nth-child(1) { width: 16%; } .alike th:nth-child(2) { width: 26%; }
.alike th:nth-child(3), .alike th:nth-child(4) { width: 11%; }
.name { min-width: 7rem; overflow-wrap: anywhere; } .name .hint { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.grid { font-size: .875rem; } .grid th, .grid td { padding: .3rem .45rem; }
.grid td { white-space: nowrap; } .grid a[data-piece] { scroll-margin: 0 2.5rem; }
.grid .text { white-space: normal; min-width: 8rem; overflow-wrap: anywhere; }
.grid .starts td { border-top: 2px solid var(--line); }
.told td { background: var(--warn-back); white-space: normal; }
.sentence { position: sticky; left: .45rem; max-width: calc(100cqw - 1rem); overflow-wrap: anywhere; }
.told-error td { background: var(--bad-back); }
.faulty { outline: 2px solid var(--bad); outline-offset: -2px; }
.gap td { color: var(--quiet); text-align: center; background: var(--soft); }
.state { display: inline-block; padding: .05rem .55rem; border-radius: 1rem; white-space: nowrap;
  border: 1px solid currentcolor; color: var(--quiet); }
.state-integrated, .state-published { color: var(--good); background: var(--good-back); }
.state-pending { color: var(--wait); background: var(--wait-back); }
.state-refused { color: var(--bad); background: var(--bad-back); }
.severity-error { color: var(--bad); } .severity-warning { color: var(--warn); } .severity-info { color: var(--wait); }
.told .severity-error, .told .severity-warning { text-decoration: underline; }
.notice { padding: .7rem 1rem; border-left: .35rem solid var(--wait); background: var(--wait-back); margin: .75rem 0;
  border-radius: .25rem; overflow-wrap: anywhere; }
.notice-good { border-color: var(--good); background: var(--good-back); }
.notice-bad { border-color: var(--bad); background: var(--bad-back); }
.notice p { margin: .2rem 0; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0 1rem; }
.facts dt { color: var(--quiet); } .facts dd { margin: 0; overflow-wrap: anywhere; }
.findings { padding-left: 1.2rem; } .findings li { margin: .5rem 0; }
.links { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem 1.25rem; padding: 0; margin: .5rem 0; }
form.search, form.sheet { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: flex-end; margin: .5rem 0 1rem; }
form.sheet { flex-direction: column; align-items: flex-start; max-width: 44rem; }
fieldset { border: 1px solid var(--line); border-radius: .4rem; margin: 0; }
label { display: flex; flex-direction: column; gap: .2rem; }
.choice { display: flex; align-items: baseline; gap: .5rem; margin: .4rem 0; }
.large { flex: 1 1 100%; } .large input { width: 100%; }
input, select, button { font: inherit; padding: .4rem .6rem; border: 1px solid var(--quiet); border-radius: .35rem;
  background: var(--back); color: var(--front); max-width: 100%; min-height: 2.6rem; }
input[type=radio] { min-height: 0; }
button { cursor: pointer; }
button.main { background: var(--main); color: var(--on-main); border-color: var(--main); font-weight: 600; }
.acts { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .75rem 0; }
td .acts { margin: 0; } td .acts button { min-height: 1.9rem; padding: .1rem .6rem; }
form.search > a { padding: .5rem 0; }
form.act { display: inline-block; margin: 0; }
.hint { color: var(--quiet); margin: .1rem 0; }
.zone { border: 2px dashed var(--quiet); border-radius: .5rem; padding: 1.25rem; width: 100%; }
.zone > p { margin: 0; } .zone > label { margin: .75rem 0; } .dragged { font-weight: 600; }
.zone.over { border-color: var(--main); background: var(--wait-back); }
progress { width: 100%; max-width: 30rem; height: 1.2rem; }
.paging { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: .75rem 0; }
.paging p { margin: 0; color: var(--quiet); }
.paging a { display: block; padding: .35rem .8rem; border: 1px solid var(--line); border-radius: .35rem; }
.beside { display: flex; gap: 1rem; align-items: flex-start; }
.beside > :first-child { flex: 1 1 68%; min-width: 0; }
.document { flex: 1 1 32%; min-width: 26rem; margin: .5rem 0; position: sticky; top: .5rem; border: 1px solid var(--line);
  border-radius: .4rem; padding: .5rem; background: var(--soft); }
.document[hidden] { display: none; }
.document h2 { margin: 0 0 .4rem; overflow-wrap: anywhere; }
.document iframe { width: 100%; height: 75vh; border: 0; background: #ffffff; }
.document img { max-width: 100%; height: auto; background: #ffffff; }
@media (min-width: 60rem) { .moment { white-space: nowrap; } }
@media (min-width: 60rem) { .facts { grid-template-columns: max-content 1fr max-content 1fr; } }
@media (max-width: 94rem) { .grid th, .grid td { padding: .3rem .25rem; } }
@media (max-width: 72rem) {
  .beside { flex-direction: column-reverse; }
  .beside > * { width: 100%; }
  .document { position: static; min-width: 0; }
}
@media (max-width: 34rem) {
  .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .5rem; }
  main { padding: 0 .6rem 2rem; }
  th, td { padding: .4rem .25rem; }
}
@media print {
  @page { size: A4 landscape; margin: 1cm; }
  html { font-size: 62.5%; }
  .top, .robot, .acts, .paging, .links, .downloads, .skip, .unseen, .document, form[action] { display: none; }
  main { padding: 0; max-width: none; }
  .wide { overflow: visible; container-type: normal; }
  tr { break-inside: avoid; } h1, h2, h3, .hint { break-after: avoid; }
}
`;
