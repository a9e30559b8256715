import { ACCENT, readableOn, type Form } from '../../forms';
import { EMBEDDED_STYLE, PAGE_STYLE } from '../page-style';

const FIELDS = `
.logo { display: block; max-width: 60%; max-height: 64px; margin: 0 0 20px; }
.field { margin: 0 0 20px; }
.field > label, .field > .label { display: block; margin: 0 0 6px; font-weight: 600; }
.field > label small, .field > .label small, legend small { color: var(--soft); font-weight: 400; font-size: 15px; }
.field input, .field select { display: block; width: 100%; min-height: 48px; padding: 10px 14px; border: 1px solid #7b8794; border-radius: 10px;
  font: inherit; color: var(--ink); background: var(--card); }
.field select { padding-inline-end: 36px; }
[dir=rtl] .field input[dir=ltr] { text-align: right; }
.answers { display: flex; flex-wrap: wrap; gap: 10px; }
.answers .choice { flex: 1 1 120px; margin: 0; align-items: center; }
.answers .choice input { width: 22px; min-height: 22px; margin: 0; padding: 0; border: 0; }
.field [aria-invalid=true], .choice:has([aria-invalid=true]) { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
.hint { margin: 0 0 6px; color: var(--soft); font-size: 15px; }
.error { margin: 6px 0 0; color: var(--bad); font-size: 15px; font-weight: 600; }
.notice { margin: 0 0 20px; padding: 12px 16px; border-radius: 10px; background: var(--page); border: 1px solid var(--line); }
.notice.bad { color: var(--bad); background: var(--bad-fill); border-color: transparent; font-weight: 600; }
.consents { margin: 0 0 20px; }
.consents .choice + .error { margin-bottom: 10px; }
.consents .error + .choice, .consents .choice + .choice { margin-top: 10px; }
.actions + .soft { margin: 16px 0 0; }
.soft a { color: inherit; }
.homepage { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

/** The style of a form's pages in its colours, which are all that may differ. */
export function formStyle({ design }: Pick<Form, 'design'>, { isEmbedded }: { readonly isEmbedded: boolean }): string {
  const accent = design.accent ?? ACCENT;
  const own =
    design.accent === null
      ? ''
      : `:root { --accent: ${accent}; --on-accent: ${readableOn(accent)}; --mark: color-mix(in srgb, ${accent} 70%, #000); }
@media (prefers-color-scheme: dark) { :root { --mark: color-mix(in srgb, ${accent} 45%, #fff); } }`;
  return isEmbedded ? `${EMBEDDED_STYLE}${FIELDS}${own.split('\n')[0] ?? ''}` : `${PAGE_STYLE}${FIELDS}${own}`;
}
