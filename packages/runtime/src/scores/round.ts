/** A score as people see it: two decimals. What is stored is exact. */
export const round = (value: number): number => Math.round(value * 100) / 100;
