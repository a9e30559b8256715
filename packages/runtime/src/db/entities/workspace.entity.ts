import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One client shop of an agency, or the only one of an operator. Every other row belongs to one. */
@Entity('workspace')
export class Workspace {
  @PrimaryGeneratedColumn() id!: number;
  @Column('text') name!: string;
  /** IANA zone that dates are computed in where neither workflow nor contact has one. */
  @Column('text', { name: 'time_zone' }) timeZone!: string;
  /** BCP 47 tag of the language that messages fall back to. */
  @Column('text') locale!: string;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
  /** What counts as consent here. Null where nobody has decided. */
  @Column('simple-json', { name: 'consent_settings', nullable: true }) consentSettings!: object | null;
  /** Caps, priorities and throttles. Null where nobody has decided. */
  @Column('simple-json', { name: 'sending_rules', nullable: true }) sendingRules!: object | null;
}
