import { expect, it } from 'vitest'
import { subjectLink } from './subject-link'

it('leads to the page of what a finding is about', () => {
  expect(subjectLink('c', 'partition:a:b/3')).toEqual({ name: 'a:b-3', href: '/clusters/c/topics/a%3Ab/partitions/3' })
  expect(subjectLink('c', 'topic:__proto__')).toEqual({ name: '__proto__', href: '/clusters/c/topics/__proto__' })
  expect(subjectLink('c', 'broker:2')).toEqual({ name: 'broker 2', href: '/clusters/c/brokers/2' })
  expect(subjectLink('c', 'controller')).toEqual({ name: 'controller', href: '/clusters/c/brokers' })
  expect(subjectLink('c', 'group:old')).toEqual({ name: 'group old', href: null })
})
