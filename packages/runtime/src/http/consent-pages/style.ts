/** Of the pages for contacts: light and dark by the reader's setting, mirrored by the page's direction, large enough for thumbs. */
export const CONSENT_STYLE = `
:root { color-scheme: light dark; --page: #f3f5f8; --card: #fff; --ink: #1b2430; --soft: #55606f; --line: #d9dfe7; --accent: #1257b8;
  --on-accent: #fff; --good: #0b6b3a; --good-fill: #e2f5ea; }
@media (prefers-color-scheme: dark) { :root { --page: #12161c; --card: #1b2129; --ink: #e7ebf0; --soft: #a5b0bd; --line: #36404d;
  --accent: #8ab8ff; --on-accent: #0d1a2b; --good: #7fdca6; --good-fill: #12351f; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--page); color: var(--ink); font: 17px/1.55 system-ui, "Segoe UI", Arial, sans-serif; }
main { max-width: 560px; margin: 0 auto; padding: 48px 20px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 32px; }
h1 { margin: 0 0 8px; font-size: 28px; line-height: 1.25; }
p { margin: 0 0 20px; }
.soft { color: var(--soft); font-size: 15px; }
.saved { margin: 0 0 20px; padding: 12px 16px; border-radius: 10px; color: var(--good); background: var(--good-fill); font-weight: 600; }
fieldset { margin: 0 0 20px; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; margin: 0 0 8px; font-weight: 600; }
label { display: flex; gap: 14px; align-items: flex-start; padding: 14px 16px; border: 1px solid var(--line); border-radius: 12px; cursor: pointer; }
label + label { margin-top: 10px; }
label:has(input:checked) { border-color: var(--accent); }
label strong { display: block; }
label span span { color: var(--soft); font-size: 15px; }
input { flex: none; width: 22px; height: 22px; margin: 2px 0 0; accent-color: var(--accent); }
.actions { display: flex; flex-wrap: wrap; gap: 12px; }
button { flex: 1 1 auto; min-height: 48px; padding: 10px 22px; border-radius: 10px; border: 1px solid var(--accent); font: inherit; font-weight: 600;
  cursor: pointer; color: var(--on-accent); background: var(--accent); }
button.plain { color: var(--accent); background: transparent; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
nav { display: flex; justify-content: center; gap: 18px; margin-top: 22px; font-size: 15px; }
nav a { color: var(--soft); padding: 6px 2px; }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
@media (max-width: 480px) { main { padding: 16px 12px 32px; } .card { padding: 22px 18px; } h1 { font-size: 24px; } button { width: 100%; } }
`;
