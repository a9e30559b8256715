import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** `whatsapp` is the business-scoped id that WhatsApp gives where it does not tell the phone number. */
export type IdentityKind = 'email' | 'phone' | 'shop_customer' | 'anonymous' | 'whatsapp';

/** One way to recognise a contact. Unique per workspace and kind. A shop customer's value is `<shop id>:<customer id>`. */
@Entity('contact_identity')
export class ContactIdentity {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('integer') contact!: number;
  @Column('text') kind!: IdentityKind;
  @Column('text') value!: string;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
  /** Of an anonymous id: since when it is proven that the browser is the contact's. Null: somebody typed an address there. */
  @Column('bigint', { name: 'proven_at', nullable: true }) provenAt?: number | null;
}
