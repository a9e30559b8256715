import { DEFAULT_BRAND, FONTS, SOCIAL_NETWORKS, type Brand } from '../brand';
import { textIn } from './choose-content';

/** A brand as templates name it: `{{brand.colors.primary}}`. What a new brand says where the workspace has none. */
export function brandIn(brand: Brand = DEFAULT_BRAND, language: string): { readonly brand: object } {
  const { name, logoUrl, websiteUrl, colors, postalAddress, contact } = brand;
  return {
    brand: {
      ...{ name, logoUrl, websiteUrl, colors, postalAddress, contact },
      font: FONTS[brand.font],
      footer: textIn(brand.footer, language) ?? '',
      social: brand.social.map(({ network, url }) => ({ name: SOCIAL_NETWORKS[network], url })),
    },
  };
}
