export { smtp, SmtpProvider } from './smtp-provider';
export type { SmtpOptions } from './smtp-options';
