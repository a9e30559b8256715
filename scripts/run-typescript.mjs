/** Lets `require` take TypeScript files: imported by scripts that are too large to go without types of their own. */
import { transformSync } from '@swc/core';
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';

/** @type {import('@swc/core').Options} */
const options = createRequire(import.meta.url)('./build/swc-options.cjs');

/** @typedef {{ _compile(code: string, filename: string): void }} CompilableModule */

const { _extensions: loaders } = /** @type {{ _extensions: Record<string, unknown> }} */ (
  /** @type {unknown} */ (Module)
);

loaders['.ts'] = (/** @type {CompilableModule} */ module, /** @type {string} */ file) => {
  const { code } = transformSync(readFileSync(file, 'utf8'), { ...options, filename: file });
  module._compile(code, file);
};
