import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A WhatsApp template that the provider does not take: steps that use it stop. */
@Entity('template_fault')
export class TemplateFault {
  @PrimaryColumn('text') sender!: string;
  @PrimaryColumn('text') name!: string;
  @PrimaryColumn('text') language!: string;
  @Column('integer') workspace!: number;
  /** In the provider's words, with its code. */
  @Column('text') reason!: string;
  @Column('bigint', { name: 'since_at' }) sinceAt!: number;
  /** From then on one message tries whether it was mended. */
  @Column('bigint', { name: 'tried_again_at' }) triedAgainAt!: number;
}
