import type { Database, Queries } from '../../db';
import { CodedUserError, type Clock } from '../../shared';
import { ATTRIBUTE_NAME, type Attribute } from './attribute';

type Row = Omit<Attribute, 'options'> & { readonly options: string | null };

export type NewAttribute = Pick<Attribute, 'name' | 'type'> & Partial<Pick<Attribute, 'label' | 'options'>>;
export type AttributeChanges = Partial<Pick<Attribute, 'label' | 'options'>>;

/** All custom fields of a workspace, by name. */
export async function attributesOf(queries: Queries, workspace: number): Promise<Attribute[]> {
  const rows = await queries.all<Row>(
    `SELECT name, type, options, label, created_at AS "createdAt" FROM attribute WHERE workspace = ? ORDER BY name`,
    [workspace],
  );
  return rows.map((row) => ({ ...row, options: row.options === null ? null : (JSON.parse(row.options) as string[]) }));
}

/** The custom fields that contacts have. A type is for good: the values that are stored have it. */
export class AttributeStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(workspace: number): Promise<Attribute[]> {
    return await attributesOf(this.database, workspace);
  }

  /** @throws ATTRIBUTE_INVALID, ATTRIBUTE_EXISTS */
  async create(workspace: number, { name, type, options = null, label = null }: NewAttribute): Promise<Attribute> {
    if (!ATTRIBUTE_NAME.test(name)) {
      throw invalid('name: begin with a letter; after it up to 63 letters, digits and underscores.');
    }
    const attribute: Attribute = { name, type, options, label, createdAt: this.clock.now() };
    checkOptions(attribute);
    const inserted = await this.database.write((tx) =>
      tx.run(
        `INSERT INTO attribute (workspace, name, type, options, label, created_at) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (workspace, name) DO NOTHING`,
        [workspace, name, type, optionsText(attribute), label, attribute.createdAt],
      ),
    );
    if (inserted > 0) return attribute;
    throw new CodedUserError('ATTRIBUTE_EXISTS', `There is an attribute "${name}" already.`, { name });
  }

  /**
   * Defines what is asked for where nobody has. One that is there counts if rules compare its values alike: an enum holds
   * texts.
   * @throws ATTRIBUTE_INVALID, ATTRIBUTE_EXISTS where there is one of another type; then none is defined
   */
  async ensure(workspace: number, wanted: readonly NewAttribute[]): Promise<void> {
    const known = new Map((await this.list(workspace)).map(({ name, type }) => [name, type]));
    for (const { name, type } of wanted) {
      const is = known.get(name);
      if (is === undefined || is === type || (is === 'enum' && type === 'text')) continue;
      const message = `There is an attribute "${name}" already, and it is a ${is}, not a ${type}.`;
      throw new CodedUserError('ATTRIBUTE_EXISTS', message, { name });
    }
    for (const attribute of wanted) if (!known.has(attribute.name)) await this.create(workspace, attribute);
  }

  /** @throws ATTRIBUTE_NOT_FOUND, ATTRIBUTE_INVALID */
  async change(workspace: number, name: string, changes: AttributeChanges): Promise<Attribute> {
    return await this.database.write(async (tx) => {
      const attribute = { ...find(await attributesOf(tx, workspace), name), ...changes };
      checkOptions(attribute);
      await tx.run('UPDATE attribute SET options = ?, label = ? WHERE workspace = ? AND name = ?', [
        optionsText(attribute),
        attribute.label,
        workspace,
        name,
      ]);
      return attribute;
    });
  }

  /** The values that contacts have of it stay, and count for nothing. @throws ATTRIBUTE_NOT_FOUND */
  async delete(workspace: number, name: string): Promise<void> {
    const deleted = await this.database.write((tx) =>
      tx.run('DELETE FROM attribute WHERE workspace = ? AND name = ?', [workspace, name]),
    );
    if (deleted === 0) throw notFound(name);
  }
}

function find(attributes: readonly Attribute[], name: string): Attribute {
  const found = attributes.find((attribute) => attribute.name === name);
  if (!found) throw notFound(name);
  return found;
}

function checkOptions({ type, options }: Attribute): void {
  if (type !== 'enum' && options !== null) throw invalid('options: only an enum has them.');
  if (type !== 'enum') return;
  if (!options || options.length === 0) throw invalid('options: name what an enum can be.');
  if (new Set(options).size !== options.length) throw invalid('options: each of them once.');
}

const optionsText = ({ options }: Attribute): string | null => (options ? JSON.stringify(options) : null);

const invalid = (message: string): CodedUserError => new CodedUserError('ATTRIBUTE_INVALID', message);

const notFound = (name: string): CodedUserError =>
  new CodedUserError('ATTRIBUTE_NOT_FOUND', `There is no attribute "${name}".`, { name });
