/** What is read from the store only for templates that name it. */
export type Placeholder = 'contact.tags' | 'confirmUrl';

/** Whether one of the templates of a message names something, be it in a condition. */
export function namesPlaceholder(contents: ReadonlyArray<object>, placeholder: Placeholder): boolean {
  return contents.some((content) => namesIn(content, placeholder));
}

function namesIn(value: unknown, placeholder: Placeholder): boolean {
  if (typeof value === 'string') return value.includes(placeholder);
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => namesIn(part, placeholder));
}
