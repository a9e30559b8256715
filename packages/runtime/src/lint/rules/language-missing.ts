import type { INode } from 'n8n-workflow';

import { baseLanguage } from '../../messages';
import type { Journey } from '../journey';
import type { LintRule } from '../lint-rule';
import { entriesOf, isMessage } from '../node-kinds';

/** A journey that begins in Hebrew and goes on in English: somebody forgot a message. */
export const languageMissing: LintRule = {
  code: 'LANGUAGE_MISSING',
  severity: 'warning',
  *find(journey) {
    const messages = journey.nodes.filter(isMessage).flatMap((node) => {
      const languages = languagesOf(node, journey);
      return languages.length === 0 ? [] : [{ node, languages }];
    });
    const wanted = new Set([...journey.surroundings.languages, ...messages.flatMap(({ languages }) => languages)]);
    for (const { node, languages } of messages) {
      const missing = [...wanted].filter((language) => !languages.includes(language));
      if (missing.length === 0) continue;
      yield {
        node: node.name,
        message: `"${node.name}" is not written in ${missing.map((language) => `"${language}"`).join(', ')}, which other messages or contacts use: who reads that gets ${JSON.stringify(languages[0])} instead. Add the language.`,
      };
    }
  },
};

/** Base tags, in their order; none where nobody knows: a template of a workspace that is not there. */
function languagesOf(node: INode, { surroundings }: Journey): readonly string[] {
  if (node.parameters.content === 'template') return surroundings.templates.get(String(node.parameters.template)) ?? [];
  const tags = entriesOf(node, 'languages').map(({ language = 'en', otherLanguage }) =>
    String(language === 'other' ? otherLanguage : language),
  );
  return [...new Set(tags.map(baseLanguage))];
}
