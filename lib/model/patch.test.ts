import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyCluster } from './cluster'
import { applyPatches, effectivePatches, type Patch, sameJson, snapshotPatches } from './patch'

const names = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString')
const anyPatch: fc.Arbitrary<Patch> = fc.oneof(
  fc.record({
    op: fc.constant('put' as const),
    kind: fc.constant('deletion' as const),
    key: names,
    value: fc.record({ name: names, requestedAt: fc.nat() }),
    source: fc.constant('zookeeper'),
    at: fc.nat(),
  }),
  fc.record({
    op: fc.constant('put' as const),
    kind: fc.constant('advertised' as const),
    key: names,
    value: fc.record({ id: fc.nat(3), host: names, port: fc.nat(), rack: fc.constant(null) }),
    source: fc.constant('metadata'),
    at: fc.nat(),
  }),
  fc.record({
    op: fc.constant('remove' as const),
    kind: fc.constantFrom('deletion' as const, 'advertised' as const),
    key: names,
    source: fc.constant('zookeeper'),
    at: fc.nat(),
  }),
)
const patches = fc.array(anyPatch, { maxLength: 40 })

describe('applyPatches', () => {
  it('gives the same model from a snapshot at any cut plus the rest as from all patches', () => {
    fc.assert(
      fc.property(patches, fc.nat(40), (all, cut) => {
        const whole = applyPatches(emptyCluster(), all)
        const first = applyPatches(emptyCluster(), all.slice(0, cut))
        const wire = JSON.parse(JSON.stringify(snapshotPatches(first, 0))) as Patch[]
        const restored = applyPatches(applyPatches(emptyCluster(), wire), all.slice(cut))
        expect(restored).toEqual(whole)
      }),
    )
  })

  it('does not depend on how patches are grouped into batches', () => {
    fc.assert(
      fc.property(patches, fc.nat(40), (all, cut) => {
        const two = applyPatches(applyPatches(emptyCluster(), all.slice(0, cut)), all.slice(cut))
        expect(two).toEqual(applyPatches(emptyCluster(), all))
      }),
    )
  })

  it('keeps the identity of untouched kinds and never changes its input', () => {
    const before = applyPatches(emptyCluster(), [
      { op: 'put', kind: 'deletion', key: 't', value: { name: 't', requestedAt: 1 }, source: 'zookeeper', at: 1 },
    ])
    const after = applyPatches(before, [{ op: 'remove', kind: 'deletion', key: 't', source: 'zookeeper', at: 2 }])
    expect(after.registration).toBe(before.registration)
    expect(before.deletion.size).toBe(1)
    expect(after.deletion.size).toBe(0)
  })
})

describe('effectivePatches', () => {
  it('drops exactly what changes nothing, seen patch by patch', () => {
    fc.assert(
      fc.property(patches, (all) => {
        const kept = effectivePatches(emptyCluster(), all)
        expect(applyPatches(emptyCluster(), kept)).toEqual(applyPatches(emptyCluster(), all))
        expect(
          effectivePatches(applyPatches(emptyCluster(), all), snapshotPatches(applyPatches(emptyCluster(), all), 0)),
        ).toEqual([])
      }),
    )
  })
})

describe('sameJson', () => {
  it('agrees with the serialised form for generated values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(sameJson(a, JSON.parse(JSON.stringify(a)))).toBe(JSON.stringify(a) !== undefined)
        if (JSON.stringify(a) === JSON.stringify(b)) expect(sameJson(a, b)).toBe(true)
      }),
    )
  })
})
