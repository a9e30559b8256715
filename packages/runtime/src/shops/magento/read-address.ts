import type { AddressSnapshot } from '../../events';
import { readRecord, readRecords, readText, type Json } from '../store';

/** An address of an order, a cart or a customer. Magento writes the street as a list of lines. */
export function readAddress(value: unknown): AddressSnapshot {
  const json = readRecord(value);
  const street = (Array.isArray(json.street) ? json.street : [json.street]).map(readText).filter(Boolean);
  return {
    firstName: readText(json.firstname),
    lastName: readText(json.lastname),
    company: readText(json.company),
    address1: street[0] ?? '',
    address2: street.slice(1).join(', '),
    city: readText(json.city),
    state: readText(json.region_code) || readText(readRecord(json.region).region_code) || readText(json.region),
    postcode: readText(json.postcode),
    country: readText(json.country_id),
    phone: readText(json.telephone),
  };
}

/** Where an order or a cart goes; undefined where there is nothing to be shipped. */
export function shippingAddressOf(json: Json): unknown {
  const [assignment] = readRecords(readRecord(json.extension_attributes).shipping_assignments);
  return readRecord(assignment?.shipping).address;
}
