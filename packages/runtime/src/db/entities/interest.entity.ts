import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That a contact has looked at a product, favours it, or has it in a cart; and when that was last. */
@Entity('interest')
export class Interest {
  @PrimaryColumn('integer') workspace!: number;
  /** `id:512`, `sku:MUG-01`: a product has a row for each of its names. */
  @PrimaryColumn('text') product!: string;
  @PrimaryColumn('bigint') contact!: number;
  @PrimaryColumn('text') kind!: 'viewed' | 'wishlist' | 'cart';
  /** The id of the shop; empty where a site told of it that names none. */
  @PrimaryColumn('text') shop!: string;
  @Column('bigint', { name: 'last_at' }) lastAt!: number;
}
