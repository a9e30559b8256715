// MJML comes without types; these are the parts that are used here.
declare module 'mjml-preset-core' {
  const preset: object;
  export = preset;
}

declare module 'mjml-core' {
  interface MjmlOptions {
    readonly presets: readonly object[];
    /** Web fonts to load, by name. */
    readonly fonts: Readonly<Record<string, string>>;
    readonly ignoreIncludes: boolean;
    readonly keepComments: boolean;
    readonly validationLevel: 'soft';
  }

  interface MjmlError {
    readonly line: number;
    readonly tagName: string;
    readonly message: string;
  }

  /** Throws where the text is no MJML at all. */
  function mjml2html(
    mjml: string,
    options: MjmlOptions,
  ): Promise<{ readonly html: string; readonly errors: readonly MjmlError[] }>;
  export = mjml2html;
}
