export { canonicalLanguage, directionOf, type Direction } from './language';
export { escapeHtml } from './html-document';
export { plainData } from './plain-data';
export { renderEmail, renderSubject, type RenderedEmail, type RenderRequest } from './render-email';
export { renderText, type TextRequest } from './render-text';
