/** What became of something. */
export type Kind = 'added' | 'removed' | 'changed';

/** One attribute, list entry or nested block that differs. Secret values are replaced already. */
export interface Change {
  /** For example `statements` or `specification.routes[POST /search].backend.timeout`; entries by what identifies them. */
  readonly path: string;
  readonly kind: Kind;
  /** Absent when it was added. */
  readonly before?: unknown;
  /** Absent when it was removed. */
  readonly after?: unknown;
  /** Whether it decides who may reach, call, read or change something, or what a deploy runs or shows. */
  readonly access: boolean;
}

/** What a reviewer should know beyond the values. */
export interface Note {
  readonly text: string;
  readonly access: boolean;
}

/** A resource, data source, variable, output or setting that differs. */
export interface BlockDiff {
  /** `oci_core_vcn.Network_Vcn`, `data.oci_core_services.x`, `variable.region`, `output.endpoint`, `terraform`, … */
  readonly address: string;
  /** Path of the construct in its stack, for example `Network/Vcn`. */
  readonly construct?: string;
  /**
   * `moved`: another address than before, and the document says so, so that it stays.
   * `renamed`: another address with the same content, and nothing says so: it is destroyed and made anew.
   */
  readonly kind: Kind | 'moved' | 'renamed';
  /** The address before, of a block that was moved or renamed. */
  readonly from?: string;
  /** Of a block that was added or removed: one for each of its attributes. */
  readonly changes: readonly Change[];
  readonly notes: readonly Note[];
  /** Whether it decides who may reach, call, read or change something, or what a deploy runs or shows. */
  readonly access: boolean;
}

/** What differs in one stack. */
export interface StackDiff {
  readonly name: string;
  /** In the order in which they should be read: access first, then by address. */
  readonly blocks: readonly BlockDiff[];
}

/** How many blocks differ, by kind. */
export type Counts = Readonly<Record<BlockDiff['kind'], number>>;

export function countsOf(blocks: readonly BlockDiff[]): Counts {
  const counts = { added: 0, removed: 0, changed: 0, moved: 0, renamed: 0 };
  for (const { kind } of blocks) counts[kind] += 1;
  return counts;
}
