import { Type } from '@sinclair/typebox';

import { FONTS, LABELLED, SOCIAL_NETWORKS } from '../../messages';
import { instant, nullable, oneOf } from './basics';

type Keys<Table> = Array<keyof Table & string>;

const FONT_NAMES = Object.keys(FONTS) as Keys<typeof FONTS>;
const NETWORKS = Object.keys(SOCIAL_NETWORKS) as Keys<typeof SOCIAL_NETWORKS>;
const COLOR = Type.String({ pattern: '^#[0-9a-fA-F]{6}$' });
const URL_TEXT = Type.String({ description: 'With https://.' });

const FIELDS = {
  name: nullable(Type.String(), { description: "The sender's name; that of the sender's address where null." }),
  narrator: Type.Record(Type.String(), Type.String(), {
    description: 'Whoever tells what the messages say, by language tag: `{{narrator}}` in texts.',
  }),
  logoUrl: nullable(URL_TEXT),
  websiteUrl: nullable(URL_TEXT, { description: 'What a click on the logo opens.' }),
  colors: Type.Object({ primary: COLOR, onPrimary: COLOR, background: COLOR, surface: COLOR, text: COLOR }),
  font: oneOf(FONT_NAMES),
  postalAddress: nullable(Type.String()),
  contact: nullable(Type.String(), { description: "Where the sender can be asked; the sender's address where null." }),
  footer: Type.Record(Type.String(), Type.String(), { description: 'A text for the footer by language tag.' }),
  social: Type.Array(Type.Object({ network: oneOf(NETWORKS), url: URL_TEXT })),
  advertisementLabel: oneOf(LABELLED, {
    description: 'Who gets promotional mails whose subject begins with the word that Israel asks for.',
  }),
  layout: nullable(Type.String(), {
    description: 'MJML that stands around mails in place of the layout that comes along; `{{{body}}}` is the mail.',
  }),
};

/** What is sent: all of it may be left out. */
export const BrandInputSchema = Type.Partial(
  Type.Object({ ...FIELDS, colors: Type.Partial(FIELDS.colors) }, { additionalProperties: false }),
  { $id: 'BrandInput' },
);

export const BrandSchema = Type.Object(
  {
    ...FIELDS,
    updatedAt: nullable(instant(), {
      description: 'Null where nobody has said anything: mails go as they are written.',
    }),
  },
  { $id: 'Brand' },
);
