import { randomUUID } from 'node:crypto';

import type { IDataObject, INode } from 'n8n-workflow';

import { CodedUnexpectedError } from '../shared';
import type { WorkflowDocument } from '../workflows';
import { chooseSettings } from './choose-settings';
import { putAt } from './targets';
import type { Language, Template } from './template';

export interface Choice {
  /** By name of the setting; its default where left out. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the workflow is called in, and what contacts get whose language has no content. */
  readonly language?: Language;
  /** What the workflow is called; the title where left out. */
  readonly name?: string;
}

/**
 * A workflow of one's own from a template. Each one is another: it has no id yet, and webhooks of its own.
 * @throws JOURNEY_TEMPLATE_SETTING_INVALID
 */
export function workflowOf(template: Template, { settings = {}, language = 'en', name }: Choice): WorkflowDocument {
  const values = chooseSettings(template, settings);
  const { id: _id, ...workflow } = structuredClone(template.workflow);
  for (const setting of template.settings) {
    for (const target of setting.targets) {
      if (putAt(workflow, target, values[setting.name] ?? setting.default)) continue;
      const message = `The setting ${setting.name} of "${template.name}" goes nowhere: ${JSON.stringify(target)}.`;
      throw new CodedUnexpectedError('JOURNEY_TEMPLATE_BROKEN', message);
    }
  }
  const scenarios = structuredClone(template.scenarios) as IDataObject[];
  const imported = { template: template.name, language, settings: values };
  return {
    ...workflow,
    name: name ?? template.title[language],
    active: false,
    nodes: workflow.nodes.map((node) => withLanguageFirst(withOwnWebhook(node), language)),
    staticData: null,
    meta: { ...workflow.meta, aftercart: { imported, ...(scenarios.length > 0 && { scenarios }) } },
  };
}

function withOwnWebhook(node: INode): INode {
  return node.webhookId === undefined ? node : { ...node, webhookId: randomUUID() };
}

/** Of the contents of a message the first one is what contacts of other languages get. */
function withLanguageFirst(node: INode, language: Language): INode {
  const { languages } = node.parameters as { languages?: { values?: Array<{ language?: string }> } };
  if (!Array.isArray(languages?.values)) return node;
  const first = languages.values.filter((content) => (content.language ?? 'en') === language);
  const others = languages.values.filter((content) => !first.includes(content));
  return { ...node, parameters: { ...node.parameters, languages: { ...languages, values: [...first, ...others] } } };
}
