import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export interface ProductCategory {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
}

/** The last known state of a shop's product or variation (which has a parent). */
@Entity('product')
export class Product {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') shop!: string;
  @Column('text', { name: 'external_id' }) externalId!: string;
  @Column('text', { name: 'parent_external_id', nullable: true }) parentExternalId!: string | null;
  @Column('text') sku!: string;
  @Column('text') name!: string;
  @Column('text') status!: string;
  @Column('text', { nullable: true }) currency!: string | null;
  /** Minor units; null where the shop gives none. */
  @Column('bigint', { nullable: true }) price!: number | null;
  @Column('text', { name: 'stock_status' }) stockStatus!: string;
  @Column('integer', { name: 'stock_quantity', nullable: true }) stockQuantity!: number | null;
  @Column('simple-json') categories!: ProductCategory[];
  @Column('text', { nullable: true }) url!: string | null;
  @Column('text', { nullable: true }) image!: string | null;
  @Column('bigint', { name: 'modified_at' }) modifiedAt!: number;
  @Column('integer', { name: 'is_deleted' }) isDeleted!: number;
}
