export { canonicalLanguage, directionOf, type Direction } from './language';
export { escapeHtml } from './html-document';
export { LAYOUTS, type Layout, type MailFrame } from './layout';
export { plainData, renderEmail, renderSubject, type RenderedEmail, type RenderRequest } from './render-email';
