/**
 * Runs on a form's own page, which works without it: moves the focus to the first error, keeps a form from being sent twice
 * by two clicks, and tells an embedding page how high the form is and that it was sent. It tells nothing that was typed.
 */
export const PAGE_SCRIPT = `(() => {
  'use strict';
  const wrong = document.querySelector('[aria-invalid="true"]');
  if (wrong) wrong.focus();
  for (const form of document.querySelectorAll('form[data-form]')) {
    const button = form.querySelector('button[type=submit]');
    form.addEventListener('submit', () => setTimeout(() => (button.disabled = true)));
    window.addEventListener('pageshow', () => (button.disabled = false));
  }
  if (window.parent === window) return;
  const tell = (message) => window.parent.postMessage({ aftercart: 'form', ...message }, '*');
  const height = () => tell({ height: Math.ceil(document.documentElement.getBoundingClientRect().height) });
  new ResizeObserver(height).observe(document.documentElement);
  height();
  const sent = document.querySelector('[data-sent]');
  if (sent) tell({ sent: true, redirect: sent.dataset.redirect ?? null });
})();
`;

/**
 * Runs on other people's pages: \`<script src="…/f/embed.js" data-form="ID" async></script>\` shows the form in its place, in
 * a frame, so that neither page's style, direction or script touches the other. Needs \`script-src\` and \`frame-src\` of
 * this server in that page's policy, nothing inline.
 */
export const EMBED_SCRIPT = `(() => {
  'use strict';
  const script = document.currentScript;
  const id = script && script.dataset.form;
  if (!id) return;
  const base = new URL('.', script.src);
  const place = script.parentElement && script.parentElement.closest('[lang]');
  const language = (script.dataset.lang || (place && place.lang) || document.documentElement.lang || '').slice(0, 35);
  const address = new URL(encodeURIComponent(id), base);
  address.searchParams.set('embed', '1');
  if (language) address.searchParams.set('lang', language);
  address.searchParams.set('page', location.origin + location.pathname);
  const titles = { he: 'טופס הרשמה', iw: 'טופס הרשמה', ar: 'نموذج الاشتراك' };
  const frame = document.createElement('iframe');
  frame.title = script.dataset.title || titles[language.toLowerCase().split('-')[0]] || 'Sign-up form';
  frame.src = address.href;
  frame.style.display = 'block';
  frame.style.width = '100%';
  frame.style.height = '520px';
  frame.style.border = '0';
  window.addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== base.origin) return;
    const told = event.data;
    if (!told || told.aftercart !== 'form') return;
    if (typeof told.height === 'number') frame.style.height = Math.min(Math.max(told.height, 80), 20000) + 'px';
    if (told.sent !== true) return;
    document.dispatchEvent(new CustomEvent('aftercart:form-submitted', { detail: { form: { id } } }));
    if (typeof told.redirect === 'string' && /^https?:\\/\\//.test(told.redirect)) location.assign(told.redirect);
  });
  script.after(frame);
})();
`;
