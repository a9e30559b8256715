import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('order_line')
export class OrderLine {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  /** The order's id in this store. */
  @Column('integer') order!: number;
  @Column('text', { name: 'external_id' }) externalId!: string;
  /** The shop's id of the product, and of the variation where one was bought. */
  @Column('text', { name: 'product_external_id' }) productExternalId!: string;
  @Column('text', { name: 'variation_external_id', nullable: true }) variationExternalId!: string | null;
  @Column('text') sku!: string;
  @Column('text') name!: string;
  @Column('integer') quantity!: number;
  /** Of the whole line, after discounts, without tax; minor units of the order's currency. */
  @Column('bigint') total!: number;
}
