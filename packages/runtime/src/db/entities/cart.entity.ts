import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What somebody has put into a cart at a shop. */
@Entity('cart')
export class Cart {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') shop!: string;
  @Column('text', { name: 'external_id' }) externalId!: string;
  @Column('bigint', { nullable: true }) contact!: number | null;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text') currency!: string;
  /** Minor units. */
  @Column('bigint') total!: number;
  /** "ordered" once it became an order that was placed, "dropped" where its order was cancelled. */
  @Column('text') status!: 'active' | 'ordered' | 'dropped';
  @Column('simple-json') lines!: unknown[];
  /** Where the customer goes on with it. */
  @Column('text', { nullable: true }) url!: string | null;
  @Column('bigint', { name: 'created_at' }) createdAt!: number;
  @Column('bigint', { name: 'updated_at' }) updatedAt!: number;
}
