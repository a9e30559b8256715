import type { ReturnKind } from '../notice';
import { kindOfStatus, statusIn } from '../kind-of-status';
import { addressIn, reportFields, type ReportFields } from './report-fields';

/** What a report says about one address. */
export interface ReportedDelivery {
  readonly kind: ReturnKind;
  readonly recipients: readonly string[];
  readonly code: string | null;
  readonly text: string | null;
}

/** Reads a part of type message/delivery-status (RFC 3464). What says neither that a mail came nor that it did not is left out. */
export function readDeliveryStatus(content: string): ReportedDelivery[] {
  return reportFields(content)
    .filter((fields) => fields.has('final-recipient') || fields.has('original-recipient'))
    .flatMap((fields) => {
      const code = codeOf(fields);
      const kind = kindOf(fields, code);
      if (!kind) return [];
      const addresses = [fields.get('original-recipient'), fields.get('final-recipient')].map(addressIn);
      const recipients = [...new Set(addresses.filter((address) => address !== undefined))];
      return [{ kind, recipients, code: code ?? null, text: diagnosisOf(fields) ?? null }];
    });
}

/** Some servers write 5.0.0 and leave it to the text to say what that means. */
function codeOf(fields: ReportFields): string | undefined {
  const status = /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0];
  const told = statusIn(fields.get('diagnostic-code') ?? '');
  return status === undefined || (/^[45]\.0\.0$/.test(status) && told?.charAt(0) === status.charAt(0)) ? told : status;
}

function kindOf(fields: ReportFields, code: string | undefined): ReturnKind | undefined {
  switch (/^\w+/.exec(fields.get('action') ?? '')?.[0].toLowerCase()) {
    case 'failed':
      return code === undefined ? 'soft' : (kindOfStatus(code) ?? 'soft');
    case 'delayed':
      return 'deferred';
    case 'delivered':
      return 'delivered';
    default:
      return undefined;
  }
}

const diagnosisOf = (fields: ReportFields): string | undefined =>
  fields.get('diagnostic-code')?.replace(/^[\w-]+\s*;\s*/, '');
