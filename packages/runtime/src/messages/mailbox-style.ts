/** The mailbox page's style: light and dark by the reader's setting, mirrored by the page's direction. */
export const MAILBOX_STYLE = `
:root { color-scheme: light dark; --page: #f6f7f9; --card: #fff; --ink: #1b2430; --soft: #5b6675; --line: #e2e6ec;
  --link: #1257b8; --good: #0b6b3a; --good-fill: #e2f5ea; --bad: #a3191f; --bad-fill: #fde8e8; --wait: #7a4b00; --wait-fill: #fdf1d8;
  --idle: #465160; --idle-fill: #e9edf2; }
@media (prefers-color-scheme: dark) { :root { --page: #12161c; --card: #1b2129; --ink: #e7ebf0; --soft: #9aa6b4; --line: #2d3540;
  --link: #8ab8ff; --good: #7fdca6; --good-fill: #12351f; --bad: #ff9c9c; --bad-fill: #431a1c; --wait: #f4c978; --wait-fill: #3a2c10;
  --idle: #b6c0cc; --idle-fill: #2a323d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Arial, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { margin: 0; font-size: 26px; line-height: 1.3; }
a { color: var(--link); }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.intro { margin: 4px 0 24px; color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { padding: 12px 16px; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
[dir="ltr"] th, [dir="ltr"] td, [dir="ltr"] h2 { text-align: left; }
[dir="rtl"] th, [dir="rtl"] td, [dir="rtl"] h2 { text-align: right; }
th.when { width: 15%; } th.to { width: 21%; } th.subject { width: 26%; } th.state { width: 19%; }
th { font-size: 13px; font-weight: 600; color: var(--soft); white-space: nowrap; }
tr:last-child td { border-bottom: 0; }
tr.shown td { background: color-mix(in srgb, var(--link) 8%, transparent); }
td.when { color: var(--soft); }
td.subject { font-weight: 600; }
td.subject a { text-decoration: none; }
td.subject a:hover { text-decoration: underline; }
.why { display: block; color: var(--soft); font-size: 13px; }
.error { display: block; margin: 4px 0 0; color: var(--bad); font-size: 13px; overflow-wrap: anywhere; }
.status { display: inline-block; padding: 2px 10px; border-radius: 999px; font-size: 13px; font-weight: 600; white-space: nowrap;
  color: var(--idle); background: var(--idle-fill); }
.status.sent { color: var(--good); background: var(--good-fill); }
.status.failed { color: var(--bad); background: var(--bad-fill); }
.status.uncertain, .status.queued, .status.sending { color: var(--wait); background: var(--wait-fill); }
.empty { padding: 48px 20px; text-align: center; color: var(--soft); }
.more { margin: 16px 0 0; }
.message { margin-bottom: 24px; }
.message header { padding: 16px 20px; border-bottom: 1px solid var(--line); }
.message h2 { margin: 4px 0 8px; font-size: 20px; line-height: 1.35; overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 0; color: var(--soft); }
.facts dt { display: inline; font-weight: 600; }
.facts dt::after { content: ":"; }
.facts dd { display: inline; margin: 0; overflow-wrap: anywhere; }
iframe { display: block; width: 100%; height: 560px; border: 0; background: #fff; color-scheme: light; }
details { border-top: 1px solid var(--line); padding: 12px 20px; }
summary { cursor: pointer; font-weight: 600; }
pre { margin: 12px 0 4px; white-space: pre-wrap; overflow-wrap: anywhere; font: 14px/1.5 ui-monospace, Consolas, monospace; }
@media (max-width: 720px) {
  main { padding: 20px 12px 48px; }
  thead { display: none; }
  table, tbody, tr, td { display: block; }
  tr { padding: 12px 16px; border-bottom: 1px solid var(--line); }
  tr:last-child { border-bottom: 0; }
  td { padding: 2px 0; border: 0; }
  td.when { font-size: 13px; }
  iframe { height: 420px; }
}
`;
