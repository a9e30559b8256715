import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type SubmissionStatus = 'done' | 'pending' | 'confirmed';

/** What somebody answered at a form. */
@Entity('form_submission')
export class FormSubmission {
  @PrimaryGeneratedColumn() id!: number;
  @Column('integer') workspace!: number;
  @Column('text') form!: string;
  @Column('bigint') contact!: number;
  /** `pending`: nothing of it is known of the contact until they confirm that the address is theirs. */
  @Column('text') status!: SubmissionStatus;
  /** Of the page: en, he, ar. */
  @Column('text') language!: string;
  /** The e-mail address, or the phone number of a form that asks for none. */
  @Column('text') address!: string;
  @Column('simple-json') answers!: Record<string, unknown>;
  /** The boxes that were ticked, with the words beside them. */
  @Column('simple-json') consents!: object[];
  /** Of the page that was sent: the same page sent twice is one submission. */
  @Column('text') nonce!: string;
  @Column('text', { nullable: true }) ip!: string | null;
  /** Version of the form, where it was embedded, browser: evidence. */
  @Column('simple-json') proof!: Record<string, unknown>;
  @Column('bigint', { name: 'submitted_at' }) submittedAt!: number;
  @Column('bigint', { name: 'confirmed_at', nullable: true }) confirmedAt!: number | null;
}
