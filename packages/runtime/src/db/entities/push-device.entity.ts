import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A browser that takes push messages. Whose it is, the identity of its anonymous id says. */
@Entity('push_device')
export class PushDevice {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') site!: string;
  @Column('text', { name: 'anonymous_id' }) anonymousId!: string;
  /** Where its push service takes messages for it. */
  @Column('text') endpoint!: string;
  /** What messages are encrypted with: its public key and a secret, as base64url. */
  @Column('text') p256dh!: string;
  @Column('text') auth!: string;
  /** The words by which the visitor was asked before the browser was; empty where the shop asked in its own. */
  @Column('text') asked!: string;
  @Column('bigint', { name: 'agreed_at' }) agreedAt!: number;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
}
