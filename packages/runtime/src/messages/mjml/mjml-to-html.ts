import { createRequire } from 'node:module';

/** What is used of the package `mjml-core`, which comes without types. */
interface MjmlCore {
  /** Throws where the text is no MJML at all. */
  readonly default: (
    mjml: string,
    options: {
      readonly presets: readonly object[];
      /** Web fonts to load, by name. */
      readonly fonts: Readonly<Record<string, string>>;
      readonly ignoreIncludes: boolean;
      readonly keepComments: boolean;
      readonly validationLevel: 'soft';
    },
  ) => Promise<MjmlHtml>;
}

export interface MjmlHtml {
  readonly html: string;
  readonly errors: ReadonlyArray<{ readonly line: number; readonly tagName: string; readonly message: string }>;
}

const load = createRequire(__filename);

/** MJML's own work. Its package takes half a second to load, and is loaded when it is needed first: many servers never do. */
export async function mjmlToHtml(source: string): Promise<MjmlHtml> {
  const { default: mjml2html } = load('mjml-core') as MjmlCore;
  return await mjml2html(source, {
    presets: [load('mjml-preset-core') as object],
    fonts: {},
    ignoreIncludes: true,
    keepComments: false,
    validationLevel: 'soft',
  });
}
