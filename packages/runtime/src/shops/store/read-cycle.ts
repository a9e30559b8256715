/** What shops call an attribute that says how many days one piece of a product lasts. */
const NAMES = ['cycle_days', 'cycle days', 'cycle-days', 'cycledays'];
const LONGEST = 3_650;

/** Whether an attribute or a custom field says how long one piece lasts. */
export const isCycleName = (name: string): boolean => NAMES.includes(name.trim().toLowerCase());

/** The days that an attribute says; undefined where it says no number of them. */
export function readCycle(text: string): number | undefined {
  const days = /^\s*(\d{1,4})/.exec(text)?.[1];
  return days !== undefined && Number(days) > 0 && Number(days) <= LONGEST ? Number(days) : undefined;
}
