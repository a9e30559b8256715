import { askApi } from '../ask-api';
import { textOption, UsageError, type Command } from '../command';
import type { DomainReport, Finding } from '../../sender-domains';

const check: Command = {
  name: 'domain check',
  synopsis: 'DOMAIN [--selector=NAME]',
  summary: 'Say whether mails of a domain are believed (SPF, DKIM, DMARC, MX), and which records to add.',
  operand: 'domain',
  options: { selector: { type: 'string' } },
  async run(values, { config, terminal }) {
    const domain = textOption(values, 'domain');
    if (domain === undefined) throw new UsageError('Say which domain: aftercart domain check shop.example.');
    const selector = textOption(values, 'selector');
    const query = selector === undefined ? '' : `?selector=${encodeURIComponent(selector)}`;
    const path = `/sender-domains/${encodeURIComponent(domain)}/check${query}`;
    const report = (await askApi(config, 'GET', path)) as DomainReport;
    for (const finding of report.findings) terminal.out(linesOf(finding).join('\n'));
    terminal.out(report.isReady ? `${report.domain} is ready.` : `${report.domain} is not ready.`);
    return report.isReady ? 0 : 1;
  },
};

/** `aftercart domain …`: asked of the server where one runs, else done right here. */
export const domainCommands: readonly Command[] = [check];

function linesOf({ check: name, status, name: where, says, add }: Finding): string[] {
  return [
    `${name.toUpperCase().padEnd(6)}${status.padEnd(8)}${where}`,
    ...says.map((sentence) => `        ${sentence}`),
    ...(add ? [`        add: ${add.name}  ${add.type}  ${add.value}`] : []),
  ];
}
