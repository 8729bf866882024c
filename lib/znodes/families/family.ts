import type { MeaningField, ZnodeMeaning } from '../meaning'
import type { Znode } from '../znode'

/** What a family says of one of its nodes. */
export interface FamilySays {
  sentence: string
  links?: ZnodeMeaning['links']
  /** Given where the keys of the data are not what a person looks for; else the keys are listed. */
  fields?: MeaningField[]
}

/** What a key of the data says in plain words, given its value as text; null where nothing is to be added. */
export type FieldWords = string | ((value: string) => string | null)

/** A node a family is asked about. Its data is masked. */
export interface FamilyNode {
  znode: Znode
  /** What stood for the `*` of the path, in order. */
  names: readonly string[]
  children: number
  /** The value of a key of the JSON data as text, number by digit; null where there is none. */
  value(key: string): string | null
}

/** A kind of znode: where it lies, what it holds, and how to say it. */
export interface ZnodeFamily {
  /** As in `ZnodeMeaning`. */
  name: string
  /** From the chroot; `*` stands for any one name, a last `**` for one or more. */
  path: string
  /** What a person calls such a node, to say that one is not understood: "The state of a partition". */
  noun: string
  /** By key of the data. */
  words?: ReadonlyMap<string, FieldWords>
  /** Errors: `invalid` for data of another shape. */
  says(node: FamilyNode): FamilySays
}

/** A folder: a node Kafka makes only to hold others. */
export function folder(path: string, says: string | ((node: FamilyNode) => FamilySays)): ZnodeFamily {
  return {
    name: 'folder',
    path,
    noun: 'A folder',
    says: typeof says === 'string' ? () => ({ sentence: says }) : says,
  }
}
