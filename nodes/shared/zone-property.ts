import type { IDataObject, INodeProperties } from 'n8n-workflow';

/** Comparisons whose answer depends on where days begin. */
const OF_DAYS = ['after', 'before'];

/** Whose days a comparison with a date counts: the field that `zoneOf` reads. Beside a field `comparison`. */
export const ZONE_PROPERTY: INodeProperties = {
  displayName: 'Days Of',
  name: 'zone',
  type: 'options',
  options: [
    { name: 'The Contact', value: 'contact', description: "In the contact's time zone, where that is known" },
    { name: 'The Workspace', value: 'workspace', description: "In the workspace's time zone" },
  ],
  default: 'workspace',
  displayOptions: { show: { comparison: OF_DAYS } },
  description: 'Where the day begins that a date without a time zone means',
};

/** Nothing for a comparison that counts no days, and for the workspace's, which are meant where nothing is said. */
export function zoneOf({ comparison, zone }: IDataObject): { zone?: 'contact' } {
  return zone === 'contact' && OF_DAYS.includes(String(comparison)) ? { zone } : {};
}
