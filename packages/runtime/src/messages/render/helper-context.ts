import type { RenderContext } from './render-context';

/** A helper's last argument holds the private data of the rendering. */
export function contextOf(values: readonly unknown[]): RenderContext {
  const { data } = values.at(-1) as { data: { render: RenderContext } };
  return data.render;
}
