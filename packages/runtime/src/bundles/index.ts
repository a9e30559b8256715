export { parseBundle, type Bundle } from './bundle';
export { exportBundle, type BundleStores } from './export-bundle';
export { importBundle, type BundleImport } from './import-bundle';
export { BUNDLE_ACTIONS, BUNDLE_KINDS, CONFLICT_POLICIES, type ConflictPolicy } from './plan-import';
