import { describe, expect, it } from 'vitest'
import type { Patch } from '@/lib/model/patch'
import { committed, described, ends, groupCluster, listed, member } from '@/lib/rows/group.fixture'
import { restless } from '@/lib/rows/rebalance.fixture'
import { groupView } from '@/lib/views/group'
import { memberMatrix, spreadNote } from './member-matrix'

const view = (...patches: Patch[]) => groupView(groupCluster([listed('g'), ...patches]), 'g') ?? expect.fail()

describe('memberMatrix', () => {
  it('puts each partition into its holder’s row, and what nobody holds apart', () => {
    const matrix = memberMatrix(
      view(
        described('g', [member('a-1', 'orders', [0]), member('b-1', 'orders', [1]), member('c-1', 'orders', [])]),
        committed('g', { orders: ['96', '200', '299'], audit: ['1'] }),
        ends('orders', ['100', '200', '300']),
      ),
    )
    expect(matrix).toMatchObject({
      blocks: [
        { topic: 'audit', partitions: [0], from: 0 },
        { topic: 'orders', partitions: [0, 1, 2], from: 1 },
      ],
      columns: 4,
      most: '4',
      left: 0,
    })
    expect(matrix?.rows.map(({ cells }) => cells.map(({ column, level }) => [column, level]))).toEqual([
      [[1, 5]],
      [[2, 1]],
      [],
    ])
    expect(matrix?.unheld.map(({ topic, partition, level }) => [topic, partition, level])).toEqual([
      ['audit', 0, 'unknown'],
      ['orders', 2, 2],
    ])
  })

  it('marks what a member of KIP-848 shall take over and give up', () => {
    const target = [{ topic: 'orders', partitions: [1, 2] }]
    const matrix = memberMatrix(
      view(described('g', [member('a-1', 'orders', [0, 1], { target, epoch: 3 })], { type: 'consumer' })),
    )
    expect(matrix?.rows[0]?.cells.map(({ partition, move }) => [partition, move])).toEqual([
      [0, 'losing'],
      [1, null],
      [2, 'gaining'],
    ])
  })

  it('outlines what moved in the last rebalance, and keeps who left with it', () => {
    const orders = (...partitions: number[]) => [{ topic: 'orders', partitions }]
    const gone = { instanceId: null, clientId: 'b', host: '10.0.0.2' }
    const last = {
      moved: [{ memberId: 'a-1', gained: orders(1, 2), lost: [] }],
      departed: [
        { ...gone, memberId: 'b-1', held: orders(1, 4) },
        { ...gone, memberId: 'c-1', instanceId: 'static-c', held: null },
        { ...gone, memberId: 'a-1', held: orders(0) },
      ],
    }
    const matrix = memberMatrix(view(described('g', [member('a-1', 'orders', [0, 1])]), restless('g', last)))
    expect(matrix?.rows[0]?.cells.map(({ partition, move }) => [partition, move])).toEqual([
      [0, null],
      [1, 'moved'],
    ])
    expect(matrix?.ghosts.map(({ name, cells }) => [name, cells?.map(({ column }) => column) ?? null])).toEqual([
      ['b', [1, 2]],
      ['static-c', null],
    ])
    expect(matrix?.blocks).toEqual([{ topic: 'orders', partitions: [0, 1, 4], from: 0 }])
  })

  it('draws nothing while what members hold is not known', () => {
    expect(memberMatrix(view(described('g', [member('a-1', 'orders', [], { assigned: null })])))).toBeNull()
    expect(memberMatrix(view(described('g', null)))).toBeNull()
  })

  it('keeps the members with most lag where there are too many', () => {
    const many = Array.from({ length: 60 }, (_, index) => member(`m${index}-1`, 'wide', [index]))
    const matrix = memberMatrix(
      view(
        described('g', many),
        committed('g', { wide: many.map(() => '0') }),
        ends(
          'wide',
          many.map((_, index) => String(index)),
        ),
      ),
    )
    expect(matrix?.left).toBe(20)
    expect(matrix?.rows).toHaveLength(40)
  })
})

describe('spreadNote', () => {
  it('tells idle members and uneven shares', () => {
    const orders = (...held: number[][]) => held.map((partitions, index) => member(`m${index}-1`, 'orders', partitions))
    expect(spreadNote(view(described('g', orders([0], [1], [2], []))))).toBe(
      '1 of 4 members idle: 3 partitions cannot keep more than 3 busy',
    )
    expect(spreadNote(view(described('g', orders([0, 1, 2], []))))).toBe(
      'uneven: 1 of 2 members hold 3 partitions, 1 hold 0',
    )
    expect(spreadNote(view(described('g', orders([0, 1], [2]))))).toBeNull()
    expect(spreadNote(view(described('g', orders([0]))))).toBeNull()
  })

  it('names range as the cause over several topics', () => {
    const both = (partitions: number[]) => [
      { topic: 'orders', partitions },
      { topic: 'audit', partitions },
    ]
    const members = [
      member('a-1', 'orders', [], { assigned: both([0, 1]) }),
      member('b-1', 'orders', [], { assigned: both([2]) }),
    ]
    expect(spreadNote(view(described('g', members)))).toBe(
      'uneven: 1 of 2 members hold 4 partitions, 1 hold 2; range deals out each of the 2 topics from the first member on',
    )
  })
})
