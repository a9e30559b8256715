/** An instant as Magento writes it: UTC without a zone, whole seconds. @param instant UTC epoch ms */
export function toMagentoDate(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}
