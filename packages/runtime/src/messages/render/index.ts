export { chooseLanguage } from './choose-content';
export { baseLanguage, canonicalLanguage, directionOf, type Direction } from './language';
export { escapeHtml } from './html-document';
export { LAYOUTS, type Layout, type MailFrame } from './layout';
export { linkable } from './shop-helpers/linkable';
export { plainData } from './plain-data';
export { checkContents, renderEmail, renderSubject, type RenderedEmail, type RenderRequest } from './render-email';
export { renderForBrowsers, type BrowserContent, type BrowserText, type BrowserTexts } from './render-for-browsers';
export { renderText, type TextRequest } from './render-text';
