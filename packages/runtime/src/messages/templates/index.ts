export { compileContents } from './compile-contents';
export type { MessageTemplate, TemplateDraft, TemplateVersion } from './message-template';
export { TemplateStore } from './template-store';
export { withTemplate } from './with-template';
