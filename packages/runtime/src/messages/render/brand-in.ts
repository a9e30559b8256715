import { DEFAULT_BRAND, FONTS, SOCIAL_NETWORKS, type Brand } from '../brand';
import { chooseLanguage } from './choose-content';

/** A brand as templates name it: `{{brand.colors.primary}}`. What a new brand says where the workspace has none. */
export function brandIn(brand: Brand = DEFAULT_BRAND, language: string): { readonly brand: object } {
  const { name, logoUrl, websiteUrl, colors, postalAddress, contact } = brand;
  const tag = chooseLanguage(Object.keys(brand.footer), language);
  return {
    brand: {
      ...{ name, logoUrl, websiteUrl, colors, postalAddress, contact },
      font: FONTS[brand.font],
      footer: tag === undefined ? '' : brand.footer[tag],
      social: brand.social.map(({ network, url }) => ({ name: SOCIAL_NETWORKS[network], url })),
    },
  };
}
