import type { WorkflowDocument } from '../workflows';
import { readAt, writeAt } from './place';
import type { SettingValue, Target } from './template';

/** What stands where a setting goes; undefined where there is no such place. */
export function valueAt(workflow: WorkflowDocument, target: Target): unknown {
  const { root, path } = placeOf(workflow, target);
  return readAt(root, path);
}

/**
 * Puts the value of a setting where it goes, in the way in which a value stands there: a number in a field of text is text.
 * @returns false where there is no such place
 */
export function putAt(workflow: WorkflowDocument, target: Target, value: SettingValue): boolean {
  const { root, path } = placeOf(workflow, target);
  const before = readAt(root, path);
  return writeAt(root, path, typeof before === 'string' && !Array.isArray(value) ? String(value) : value);
}

function placeOf(workflow: WorkflowDocument, target: Target): { root: unknown; path: string } {
  if ('journey' in target) return { root: workflow.settings.aftercart, path: target.journey };
  return { root: workflow.nodes.find(({ name }) => name === target.node)?.parameters, path: target.parameter };
}
