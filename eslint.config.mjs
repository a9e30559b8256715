import path from 'node:path';

import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import globals from 'globals';
import tseslint from 'typescript-eslint';

import moduleBoundaries from './eslint/module-boundaries.cjs';

const RUNTIME = 'packages/runtime/src/**/*.ts';
const EDITOR = 'packages/editor-ui/**/*.{ts,tsx}';
const SITE_SCRIPT = 'packages/site-script/src/**/*.ts';
const NODES = ['nodes/**/*.ts', 'credentials/**/*.ts'];
const TESTS = 'test/**/*.ts';

export default tseslint.config(
  { ignores: ['**/dist/', 'data/', '.dev-data/', '.tmp/', 'coverage/', 'test/fixtures/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}', '{scripts,bench}/**/*.mjs'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver()],
      'import-x/extensions': ['.ts', '.tsx', '.mjs'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A number in a message reads as intended; objects and undefined do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => clearTimeout(timer)` says what is meant.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // It believes that a field is after an `await` what it was before.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // `!row || row.workspace !== workspace` names both reasons.
      '@typescript-eslint/prefer-optional-chain': 'off',
      // n8n types every parameter as anything: String() on one is how an unexpected value is turned away.
      '@typescript-eslint/no-base-to-string': 'off',
      // A class with a static factory and a private constructor has nothing but statics to begin with.
      '@typescript-eslint/no-extraneous-class': 'off',
      // A promise-returning function keeps one shape of failure, whether or not it awaits today.
      '@typescript-eslint/require-await': 'off',
      // `||` on strings is how an empty text falls back to a default.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // Which of two forms reads better depends on what is described.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/array-type': 'off',
      // Something that does nothing on purpose (a silent logger) says so by being empty.
      '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions', 'methods'] }],
      // Entities are the shapes of rows: plain objects are read, written and spread in their place.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // Libraries declare numeric options as enums (the type ids of pg).
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    name: 'arrows between the modules of the runtime',
    files: [RUNTIME],
    plugins: { aftercart: { rules: { 'module-boundaries': moduleBoundaries } } },
    rules: {
      'aftercart/module-boundaries': [
        'error',
        {
          root: path.join(import.meta.dirname, 'packages/runtime/src'),
          layers: [
            [
              'main',
              'simulation-thread',
              'open-world',
              'cli',
              'app',
              'wiring',
              'banner',
              'config',
              'server-lock',
              'workspace',
            ],
            ['http'],
            ['*'],
            ['queue'],
            ['db'],
            ['shared'],
          ],
          never: { events: ['engine'] },
        },
      ],
    },
  },
  {
    name: "only n8n-host knows n8n's engine",
    files: [RUNTIME],
    ignores: ['packages/runtime/src/n8n-host/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'n8n-core', message: "Only n8n-host imports n8n's engine; ask it." }] },
      ],
    },
  },
  {
    name: 'what nodes may import',
    files: NODES,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!n8n-workflow$|\\.{1,2}/)',
              message: 'Nodes import n8n-workflow and relative files: a community package has no dependencies.',
            },
            { regex: '^\\.\\./.*packages/', message: 'The published package does not contain packages/.' },
          ],
        },
      ],
    },
  },
  { files: [EDITOR, SITE_SCRIPT], languageOptions: { globals: globals.browser } },
  {
    name: 'tests',
    files: [TESTS],
    rules: {
      // Answers of a server are `any` until an assertion has looked at them, and the assertion is the check.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      // `expect(provider.send)` looks at a method and does not call it.
      '@typescript-eslint/unbound-method': 'off',
      // A test may know what the types cannot; it fails loudly when it is wrong.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'import-x/no-cycle': 'off',
    },
  },
  {
    name: 'programs that a person runs in a terminal',
    files: ['{scripts,bench}/**/*.mjs', 'bench/**/*.ts'],
    rules: {
      'no-console': 'off',
      // The linter does not see JSDoc casts; the compiler does.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    name: 'settings of tools, each in the shape that its tool wants',
    files: ['*.{mjs,cjs}', 'eslint/**/*.cjs', 'packages/*/vite.*.ts', 'test/set-up.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  { files: ['**/*.{mjs,cjs}'], languageOptions: { globals: globals.node } },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
);
