import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Something that is told of when nothing has happened for a while. (workspace, type, subject, minutes) is unique. */
@Entity('watch')
export class Watch {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  /** Of the event that it becomes. */
  @Column('text') type!: string;
  /** What is watched: a cart, a message. */
  @Column('text') subject!: string;
  /** For how long nothing has to happen. */
  @Column('integer') minutes!: number;
  /** What happened last; null where the subject tells by itself. */
  @Column('bigint', { nullable: true }) event!: number | null;
  @Column('bigint', { name: 'since_at' }) sinceAt!: number;
  @Column('bigint', { name: 'due_at' }) dueAt!: number;
}
