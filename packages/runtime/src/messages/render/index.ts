export { baseLanguage, canonicalLanguage, directionOf, type Direction } from './language';
export { escapeHtml } from './html-document';
export { LAYOUTS, type Layout, type MailFrame } from './layout';
export { plainData } from './plain-data';
export { checkContents, renderEmail, renderSubject, type RenderedEmail, type RenderRequest } from './render-email';
export { renderText, type TextRequest } from './render-text';
