import { expect, it } from 'vitest'
import type { FindingKind } from '@/lib/health/finding'
import { subjectLink } from './subject-link'

const source = { name: 'zookeeper', value: 'v', znode: '/config/topics/t', changedAt: null, readAt: null }
const link = (subject: string, kind: FindingKind = 'leader') => subjectLink('c', { kind, subject, sources: [source] })

it('leads to the page of what a finding is about', () => {
  expect(link('partition:a:b/3')).toEqual({ name: 'a:b-3', href: '/clusters/c/topics/a%3Ab/partitions/3' })
  expect(link('topic:__proto__')).toEqual({ name: '__proto__', href: '/clusters/c/topics/__proto__' })
  expect(link('broker:2')).toEqual({ name: 'broker 2', href: '/clusters/c/brokers/2' })
  expect(link('controller')).toEqual({ name: 'controller', href: '/clusters/c/brokers' })
})

it('leads to the znode of what is left over, for its topic has no page', () => {
  const href = '/clusters/c/zookeeper?path=%2Fconfig%2Ftopics%2Ft'
  expect(link('topic:t', 'orphan')).toEqual({ name: 't', href })
  expect(link('group:old', 'orphan')).toEqual({ name: 'group old', href })
})
