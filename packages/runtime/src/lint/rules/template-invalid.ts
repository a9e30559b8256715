import type { INode } from 'n8n-workflow';

import { CodedUserError } from '../../shared';
import { checkContents } from '../../messages';
import type { LintRule } from '../lint-rule';
import { entriesOf, is, isMessage } from '../node-kinds';

/** Subjects, bodies and texts are Handlebars: what cannot be read there is not sent. */
export const templateInvalid: LintRule = {
  code: 'TEMPLATE_INVALID',
  severity: 'error',
  *find({ nodes }) {
    for (const node of nodes.filter((each) => isMessage(each) && each.parameters.content !== 'template')) {
      const fault = faultIn(node);
      if (fault !== undefined) yield { node: node.name, message: `"${node.name}": ${fault}` };
    }
  },
};

function faultIn(node: INode): string | undefined {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const contents = entriesOf(node, 'languages').map((entry) => ({
    language: String(entry.language === 'other' ? entry.otherLanguage : (entry.language ?? 'en')),
    subject: is(node, 'sendEmail') ? text(entry.subject) : text(entry.title),
    body: is(node, 'sendEmail') ? text(entry.body) : [text(entry.text), text(entry.url)].join('\n'),
  }));
  try {
    checkContents(contents);
    return undefined;
  } catch (error) {
    if (!(error instanceof CodedUserError)) throw error;
    return error.message;
  }
}
