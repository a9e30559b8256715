/** What buttons and coupons look like where the workspace has no brand. */
export const BRAND_COLORS = { primary: '#0f766e', onPrimary: '#ffffff' } as const;

export interface HelperColors {
  /** `#rrggbb` */
  readonly primary: string;
  readonly onPrimary: string;
}
