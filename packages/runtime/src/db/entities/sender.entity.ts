import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An address of a channel, the provider that it sends through, and the purpose that it is for. */
@Entity('sender')
export class Sender {
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  @Column('text') channel!: 'email' | 'sms' | 'whatsapp' | 'push';
  /** Null: for both. */
  @Column('text', { nullable: true }) purpose!: 'promotional' | 'transactional' | null;
  @Column('text') name!: string;
  @Column('text') provider!: string;
  /** `Name <address>`, a number in E.164, or a name of at most 11 characters. */
  @Column('text') address!: string;
  /** Encrypted JSON. */
  @Column('text') settings!: string;
  /** The stored credential whose fields are settings, too. */
  @Column('text', { nullable: true }) credential!: string | null;
  /** What 1,000 segments cost, in minor units of the currency: one costs less than such a unit. */
  @Column('bigint', { name: 'price_per_1000', nullable: true }) pricePer1000!: number | null;
  @Column('text', { nullable: true }) currency!: string | null;
  /** Stands in the address that the provider calls. */
  @Column('text') token!: string;
  /** 1: messages of its channel and purpose that name no sender are its. */
  @Column('integer', { name: 'is_default' }) isDefault!: number;
  /** Rises with every change: servers see by it that their connection to the provider is an old one. */
  @Column('integer') revision!: number;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
  /** It is not there any more but for the messages that it sent. */
  @Column('bigint', { name: 'deleted_at', nullable: true }) deletedAt!: number | null;
}
