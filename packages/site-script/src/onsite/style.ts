import type { Colors } from './page-message';

/**
 * The style of windows. Everything is fixed, so that nothing of the page moves; all sides are logical, so that it is right in
 * both directions.
 */
export const styleOf = ({ primary, onPrimary }: Colors): string => `
:host{all:initial;position:fixed;z-index:2147483000;inset:auto;width:0;height:0}
*{box-sizing:border-box}
.w{--p:${primary};--o:${onPrimary};font:16px/1.5 system-ui,-apple-system,"Segoe UI",Arial,sans-serif;color:#1c1917;background:#fff;
border:0;border-radius:14px;box-shadow:0 12px 48px rgb(0 0 0/.28);padding:0;text-align:start;overflow:hidden auto}
.popup{position:fixed;inset:0;margin:auto;width:min(420px,calc(100vw - 32px));height:fit-content;max-height:calc(100vh - 32px)}
.popup::backdrop{background:rgb(12 10 9/.55)}
.chat{position:fixed;inset-block-end:20px;inset-inline-end:20px;width:min(340px,calc(100vw - 40px));max-height:calc(100vh - 40px);border-block-start:5px solid var(--p)}
.banner{position:fixed;inset-block-end:0;inset-inline:0;border-radius:0;max-height:50vh;box-shadow:0 -4px 24px rgb(0 0 0/.2)}
.b{padding:24px;display:grid;gap:12px}
.banner .b{grid-template-columns:1fr auto;align-items:center;gap:4px 20px;padding:14px 60px 14px 24px;max-width:1100px;margin-inline:auto}
.banner[dir=rtl] .b{padding:14px 24px 14px 60px}
.banner .t,.banner .x2{grid-column:1}
.banner .g{grid-column:2;grid-row:1/span 2}
.i{display:block;width:100%;aspect-ratio:16/9;object-fit:cover;background:#f5f5f4}
.banner .i{display:none}
.t{margin:0;font-size:20px;line-height:1.3;font-weight:700;padding-inline-end:32px}
.banner .t,.chat .t{font-size:17px}
.banner .t{padding:0}
.x2{margin:0;white-space:pre-line;overflow-wrap:anywhere}
.g{display:flex;flex-wrap:wrap;gap:10px}
.a{font:inherit;font-weight:600;cursor:pointer;text-decoration:none;text-align:center;border:0;border-radius:9px;padding:10px 20px;background:var(--p);color:var(--o);min-height:44px}
.n{background:#f5f5f4;color:#1c1917}
.c{position:absolute;inset-block-start:8px;inset-inline-end:8px;width:44px;height:44px;border:0;border-radius:50%;background:rgb(255 255 255/.85);color:#1c1917;cursor:pointer;display:grid;place-items:center;padding:0}
.c:hover{background:#e7e5e4}
.a:focus-visible,.c:focus-visible{outline:3px solid #1d4ed8;outline-offset:2px}
@media (max-width:600px){.banner .b,.banner[dir=rtl] .b{grid-template-columns:1fr;padding:14px 20px}.banner .g{grid-column:1;grid-row:auto}.banner .t{padding-inline-end:36px}.banner .a{flex:1}}
@media (prefers-reduced-motion:no-preference){.w{animation:in .18s ease-out}@keyframes in{from{opacity:0;transform:translateY(10px)}}}
`;
