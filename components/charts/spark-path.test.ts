import { describe, expect, it } from 'vitest'
import { type SparkBox, sparkPath } from './spark-path'

const BOX: SparkBox = { from: 0, to: 100, max: 10, height: 23, shape: 'step', gapMs: 30 }

describe('sparkPath', () => {
  it('holds a count until the next reading', () => {
    const path = sparkPath(
      [
        { at: 0, value: 0 },
        { at: 20, value: 10 },
      ],
      BOX,
    )
    expect(path.line).toBe('M0 22H20V2')
    expect(path.area).toBe('M0 22H20V2V22H0Z')
    expect(path.bridges).toBe('')
  })

  it('runs a rate straight to the next reading', () => {
    const points = [
      { at: 0, value: 5 },
      { at: 20, value: 10 },
    ]
    expect(sparkPath(points, { ...BOX, shape: 'line' }).line).toBe('M0 12L20 2')
  })

  it('bridges a stretch without data instead of drawing through it', () => {
    const path = sparkPath(
      [
        { at: 0, value: 0 },
        { at: 10, value: null },
        { at: 20, value: 10 },
        { at: 90, value: 0 },
      ],
      BOX,
    )
    expect(path.line).toBe('M0 22M20 2M90 22')
    expect(path.bridges).toBe('M0 22L20 2M20 2L90 22')
  })

  it('clips readings older than the box to its left edge', () => {
    const points = [
      { at: -20, value: 10 },
      { at: 5, value: 0 },
    ]
    expect(sparkPath(points, BOX).line).toBe('M0 2H5V22')
  })

  it('draws a flat line at zero when the maximum is zero, and nothing in an empty box', () => {
    const points = [
      { at: 0, value: 0 },
      { at: 20, value: 0 },
    ]
    expect(sparkPath(points, { ...BOX, max: 0 }).line).toBe('M0 22H20V22')
    expect(sparkPath(points, { ...BOX, to: 0 }).line).toBe('')
    expect(sparkPath([], BOX).line).toBe('')
  })
})
