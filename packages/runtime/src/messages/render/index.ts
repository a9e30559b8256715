export { canonicalLanguage, directionOf, type Direction } from './language';
export { escapeHtml } from './html-document';
export { renderEmail, type RenderedEmail, type RenderRequest } from './render-email';
export { renderText, type TextRequest } from './render-text';
