/**
 * The parts of n8n's packages that n8n does not offer for use: its versions are pinned exactly for their sake, and the
 * differential tests tell when one of them behaves anew.
 */
export { splitExpression } from '@n8n/tournament/dist/ExpressionSplitter.js';
export { SCRIPTING_NODE_TYPES } from 'n8n-workflow/dist/cjs/constants.js';
export { extend, extendSyntax } from 'n8n-workflow/dist/cjs/extensions/expression-extension.js';
export { extendedFunctions } from 'n8n-workflow/dist/cjs/extensions/extended-functions.js';
export { ExpressionExtensionError } from 'n8n-workflow/dist/cjs/errors/expression-extension.error.js';
export { expressionSandboxHooks } from 'n8n-workflow/dist/cjs/expression-sandboxing.js';
export { isSafeObjectProperty } from 'n8n-workflow/dist/cjs/utils.js';
import { EXTENSION_OBJECTS } from 'n8n-workflow/dist/cjs/extensions/expression-extension.js';

const GENERIC = ['isEmpty', 'isNotEmpty'];

/** The names of n8n's extension functions, of all types and of objects. */
export const EXTENSION_NAMES: ReadonlySet<string> = new Set([
  ...EXTENSION_OBJECTS.flatMap(({ functions }) => Object.keys(functions)),
  ...GENERIC,
]);

export const OBJECT_EXTENSION_NAMES: ReadonlySet<string> = new Set([
  ...EXTENSION_OBJECTS.filter(({ typeName }) => typeName === 'Object').flatMap(({ functions }) =>
    Object.keys(functions),
  ),
  ...GENERIC,
]);
