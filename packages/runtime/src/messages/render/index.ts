export { baseLanguage, canonicalLanguage, directionOf, type Direction } from './language';
export { escapeHtml } from './html-document';
export { LAYOUTS, type Layout, type MailFrame } from './layout';
export {
  checkContents,
  plainData,
  renderEmail,
  renderSubject,
  type RenderedEmail,
  type RenderRequest,
} from './render-email';
