/** Colours of the pages for contacts, light whatever the reader's setting is. */
const LIGHT = `
:root { color-scheme: light; --page: #f3f5f8; --card: #fff; --ink: #1b2430; --soft: #55606f; --line: #d9dfe7; --accent: #1257b8;
  --on-accent: #fff; --mark: #1257b8; --good: #0b6b3a; --good-fill: #e2f5ea; --bad: #b3261e; --bad-fill: #fdecea; }`;

const DARK = `
@media (prefers-color-scheme: dark) { :root { color-scheme: dark; --page: #12161c; --card: #1b2129; --ink: #e7ebf0; --soft: #a5b0bd; --line: #3b4654;
  --accent: #8ab8ff; --on-accent: #0d1a2b; --mark: #8ab8ff; --good: #7fdca6; --good-fill: #12351f; --bad: #ff9d94; --bad-fill: #43191a; } }`;

/** Mirrored by the page's direction, large enough for thumbs. `.choice` is a box to tick with its words. */
const SHAPES = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; background: var(--page); color: var(--ink); font: 17px/1.55 system-ui, "Segoe UI", Arial, sans-serif; }
main { max-width: 560px; margin: 0 auto; padding: 48px 20px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 32px; overflow-wrap: anywhere; }
h1 { margin: 0 0 8px; font-size: 28px; line-height: 1.25; }
p { margin: 0 0 20px; }
.card > :last-child { margin-bottom: 0; }
.soft { color: var(--soft); font-size: 15px; }
.saved { margin: 0 0 20px; padding: 12px 16px; border-radius: 10px; color: var(--good); background: var(--good-fill); font-weight: 600; }
fieldset { margin: 0 0 20px; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; margin: 0 0 8px; font-weight: 600; }
.choice { display: flex; gap: 14px; align-items: flex-start; padding: 14px 16px; border: 1px solid var(--line); border-radius: 12px; cursor: pointer; }
.choice + .choice { margin-top: 10px; }
.choice:has(input:checked) { border-color: var(--mark); }
.choice strong { display: block; }
.choice span span { color: var(--soft); font-size: 15px; }
.choice input { flex: none; width: 22px; height: 22px; margin: 2px 0 0; accent-color: var(--accent); }
.actions { display: flex; flex-wrap: wrap; gap: 12px; }
button, .button { flex: 1 1 auto; min-height: 48px; padding: 10px 22px; border-radius: 10px; border: 1px solid var(--accent); font: inherit; font-weight: 600;
  cursor: pointer; color: var(--on-accent); background: var(--accent); text-align: center; text-decoration: none; }
button.plain { color: var(--mark); border-color: var(--mark); background: transparent; }
:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
.card a:not(.button) { color: var(--mark); }
form + p { margin-top: 20px; }
nav { display: flex; justify-content: center; gap: 18px; margin-top: 22px; font-size: 15px; }
nav a { color: var(--soft); padding: 6px 2px; }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
@media (max-width: 480px) { main { padding: 16px 12px 32px; } .card { padding: 22px 18px; } h1 { font-size: 24px; } button, .button { width: 100%; } }
`;

/** Of the pages for contacts: light and dark by the reader's setting. */
export const PAGE_STYLE = `${LIGHT}${DARK}${SHAPES}`;

/** Of what stands inside of somebody else's page, which may not be dark. */
export const EMBEDDED_STYLE = `${LIGHT}${SHAPES}
body { min-height: 0; background: transparent; }
main { max-width: none; padding: 1px; }
`;
