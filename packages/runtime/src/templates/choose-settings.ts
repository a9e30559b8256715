import { CodedUserError } from '../shared';
import { readValue, WrongValue } from './read-value';
import type { SettingValue, Template } from './template';

/**
 * The value of each setting of a template: what was chosen, and its default else.
 * @throws JOURNEY_TEMPLATE_SETTING_INVALID naming each setting that is wrong
 */
export function chooseSettings(
  { name: template, settings }: Pick<Template, 'name' | 'settings'>,
  chosen: Readonly<Record<string, unknown>>,
): Record<string, SettingValue> {
  const problems: Array<{ setting: string; message: string }> = [];
  const known = new Set(settings.map(({ name }) => name));
  for (const name of Object.keys(chosen)) {
    if (known.has(name)) continue;
    problems.push({ setting: name, message: `is no setting of it: there are ${[...known].join(', ') || 'none'}` });
  }
  const values: Record<string, SettingValue> = {};
  for (const setting of settings) {
    try {
      values[setting.name] = readValue(
        setting,
        Object.hasOwn(chosen, setting.name) ? chosen[setting.name] : setting.default,
      );
    } catch (error) {
      if (!(error instanceof WrongValue)) throw error;
      problems.push({ setting: setting.name, message: error.message });
    }
  }
  if (problems.length === 0) return values;
  const list = problems.map(({ setting, message }) => `${setting} ${message}`).join('; ');
  throw new CodedUserError(
    'JOURNEY_TEMPLATE_SETTING_INVALID',
    `The template "${template}" cannot be imported so: ${list}.`,
    {
      problems,
    },
  );
}
