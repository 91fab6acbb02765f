/** Plain on purpose: nobody should take the portal for a part of the product. */
export const portalStyle = `:root {
  color-scheme: light dark;
  --ground: #eef2f8; --card: #fff; --text: #16202e; --quiet: #4c5a6e; --line: #77849a; --action: #1d4f91; --on-action: #fff;
  --problem: #9b1c1c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f141b; --card: #182029; --text: #eef2f7; --quiet: #aab5c4; --line: #6f7d91; --action: #8db9f2; --on-action: #0d1420;
    --problem: #ffb4a9;
  }
}
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, "Segoe UI", Roboto, sans-serif; color: var(--text); background: var(--ground); overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; padding: .875rem 1.25rem; background: var(--card); border-bottom: 1px solid #8883; }
.demo, .quiet { color: var(--quiet); font-size: .9375rem; }
#stated code { white-space: nowrap; }
main { max-width: 32rem; margin: 2rem auto; padding: 2rem 1.5rem; background: var(--card); border-radius: .5rem; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
input { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .375rem; }
button, .action { display: inline-block; min-height: 2.75rem; margin-top: .75rem; padding: .5rem 1.25rem; font: inherit; font-weight: 600; text-decoration: none; color: var(--on-action); background: var(--action); border: 1px solid var(--action); border-radius: .375rem; cursor: pointer; }
button.plain { color: var(--action); background: transparent; }
:focus-visible { outline: 3px solid var(--action); outline-offset: 2px; }
.problem { color: var(--problem); font-weight: 600; }
.waiting { padding: 1rem; color: var(--quiet); border: 1px dashed var(--line); border-radius: .375rem; }
details { margin: 1rem 0; }
summary { cursor: pointer; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; font-size: .9375rem; }
dt { font-weight: 600; }
dd { margin: 0; font-family: ui-monospace, Menlo, Consolas, monospace; }
`;
