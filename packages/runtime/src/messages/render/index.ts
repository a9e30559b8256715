export { canonicalLanguage, directionOf, type Direction } from './language';
export { escapeHtml } from './html-document';
export { plainData, renderEmail, renderSubject, type RenderedEmail, type RenderRequest } from './render-email';
