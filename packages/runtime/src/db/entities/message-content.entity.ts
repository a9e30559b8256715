import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The templates of a node, stored once for the messages that are written from them. */
@Entity('message_content')
export class MessageContent {
  /** A hash of the workspace and the templates. */
  @PrimaryColumn('text') id!: string;
  @Column('integer') workspace!: number;
  /** JSON: a list with language, subject and body of each. */
  @Column('text') contents!: string;
}
