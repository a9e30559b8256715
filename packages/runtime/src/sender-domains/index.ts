export { checkSenderDomain, type DomainReport, type SendingSetup } from './check-sender-domain';
export { systemDns, type DnsLookup } from './dns-lookup';
export { CHECKS, type DnsRecord, type Finding } from './finding';
