import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import { CodedUserError } from '../shared';
import { parseWorkflow } from '../workflows';
import { parseDeclaration } from './parse-declaration';
import type { Template } from './template';

/** The ready-made journeys that stand in a folder: `NAME.json`, and `NAME.scenarios.yaml` beside it. Read once, when asked for. */
export class TemplateLibrary {
  private templates: readonly Template[] | undefined;

  constructor(private readonly folder: string) {}

  /** By name. @throws JOURNEY_TEMPLATE_BROKEN, and what `parseWorkflow` throws */
  list(): readonly Template[] {
    this.templates ??= readFolder(this.folder);
    return this.templates;
  }

  /** @throws JOURNEY_TEMPLATE_NOT_FOUND */
  get(name: string): Template {
    const found = this.list().find((template) => template.name === name);
    if (found) return found;
    const known = this.list().map((template) => template.name);
    throw new CodedUserError(
      'JOURNEY_TEMPLATE_NOT_FOUND',
      `There is no template "${name}". There are: ${known.join(', ')}.`,
      { name },
    );
  }
}

function readFolder(folder: string): Template[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().flatMap((name) => readTemplate(path.join(folder, name)) ?? []);
}

function readTemplate(file: string): Template | undefined {
  const workflow = parseWorkflow(JSON.parse(readFileSync(file, 'utf8')));
  const declaration = parseDeclaration(workflow);
  return (
    declaration && { ...declaration, workflow, scenarios: readScenarios(file.replace(/\.json$/, '.scenarios.yaml')) }
  );
}

function readScenarios(file: string): unknown[] {
  if (!existsSync(file)) return [];
  const { scenarios } = parse(readFileSync(file, 'utf8'), { merge: true }) as { scenarios?: unknown[] };
  return scenarios ?? [];
}
