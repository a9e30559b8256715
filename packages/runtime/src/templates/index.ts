export { galleryEntry, galleryId, isFound } from './gallery';
export {
  LANGUAGES,
  SETTING_TYPES,
  type Setting,
  type Target,
  type Template,
  type TemplateDeclaration,
} from './template';
export { TemplateLibrary } from './template-library';
export { valueAt } from './targets';
export { workflowOf, type Choice } from './workflow-of';
