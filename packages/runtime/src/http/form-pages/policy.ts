import type { Form } from '../../forms';

interface PolicyParts {
  readonly nonce: string;
  /** Where the page's forms may lead to besides this server, by a redirect. */
  readonly leadsTo?: string | null;
  /** Whether other sites may show the page in a frame, where the form lets them. */
  readonly isFramed?: boolean;
}

/** What the page of a form may load, send and be shown in: nothing of others but the operator's logo. */
export function formPolicy(form: Form, { nonce, leadsTo = null, isFramed = false }: PolicyParts): string {
  const { logoUrl } = form.design;
  const ancestors = isFramed && form.embedOrigins.length > 0 ? form.embedOrigins.join(' ') : "'none'";
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    "script-src 'self'",
    `img-src data:${logoUrl === null ? '' : ` ${new URL(logoUrl).origin}`}`,
    "base-uri 'none'",
    `form-action 'self'${leadsTo === null ? '' : ` ${new URL(leadsTo).origin}`}`,
    `frame-ancestors ${ancestors}`,
  ].join('; ');
}
