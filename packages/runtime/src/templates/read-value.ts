import type { Setting, SettingValue } from './template';

/** What is wrong with a value, as the end of a sentence that begins with the name of the setting. */
export class WrongValue extends Error {}

/**
 * The value of a setting, from JSON or as a person types it: `30`, `yes`, `viewed,cart`.
 * @throws WrongValue
 */
export function readValue(setting: Setting, given: unknown): SettingValue {
  const value = typed(setting, given);
  if (setting.required === true && (value === '' || (Array.isArray(value) && value.length === 0))) {
    throw new WrongValue('is required');
  }
  return value;
}

function typed(setting: Setting, given: unknown): SettingValue {
  switch (setting.type) {
    case 'number':
      return numberIn(setting, given);
    case 'boolean':
      return yesOrNo(given);
    case 'options':
      return optionOf(setting, given);
    case 'multiOptions':
      return listOf(given).map((each) => String(optionOf(setting, each)));
    case 'string':
      return textOf(given);
  }
}

function numberIn(
  { typeOptions: { minValue = -Infinity, maxValue = Infinity } = {} }: Setting,
  given: unknown,
): number {
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new WrongValue(`has to be a number, not ${shown(given)}`);
  if (value < minValue) throw new WrongValue(`has to be ${minValue} at least, not ${value}`);
  if (value > maxValue) throw new WrongValue(`has to be ${maxValue} at most, not ${value}`);
  return value;
}

function yesOrNo(given: unknown): boolean {
  if (given === true || given === 'true' || given === 'yes') return true;
  if (given === false || given === 'false' || given === 'no') return false;
  throw new WrongValue(`has to be true or false, not ${shown(given)}`);
}

function optionOf({ options = [] }: Setting, given: unknown): string | number | boolean {
  const found = options.find(({ value }) => value === given || String(value) === given);
  if (found) return found.value;
  const known = options.map(({ value }) => String(value)).join(', ');
  throw new WrongValue(`has to be one of ${known}, not ${shown(given)}`);
}

function listOf(given: unknown): unknown[] {
  if (Array.isArray(given)) return given;
  if (typeof given !== 'string') throw new WrongValue(`has to be a list, not ${shown(given)}`);
  return given
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** n8n takes a text that begins with "=" for an expression. */
function textOf(given: unknown): string {
  const text = typeof given === 'number' ? String(given) : given;
  if (typeof text !== 'string') throw new WrongValue(`has to be a text, not ${shown(given)}`);
  if (text.startsWith('=')) throw new WrongValue('must not begin with "=": it would be taken for an expression');
  return text.trim();
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60);
