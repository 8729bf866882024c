import { describe, expect, it } from 'vitest'
import { ScramClient } from './scram'

describe('ScramClient', () => {
  it('computes the example of RFC 7677, section 3', async () => {
    const client = new ScramClient('sha256', 'user', 'pencil', 'rOprNGfwEbeRWgbNEkqO')
    expect(client.first).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO')
    const challenge = 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096'
    expect(await client.final(challenge)).toBe(
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    )
    expect(() => client.verify('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).not.toThrow()
    expect(() => client.verify('v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).toThrow('does not know the password')
    expect(() => client.verify('e=invalid-proof')).toThrow('invalid-proof')
  })

  it('escapes what the grammar needs for itself', () => {
    expect(new ScramClient('sha512', 'a=b,c', 'x', 'n').first).toBe('n,,n=a=3Db=2Cc,r=n')
  })

  it.each([
    ['another nonce', 'r=other,s=c2FsdA==,i=4096'],
    ['our nonce alone', 'r=n,s=c2FsdA==,i=4096'],
    ['no salt', 'r=nx,s=,i=4096'],
    ['no end of rounds', 'r=nx,s=c2FsdA==,i=999999999'],
    ['no rounds', 'r=nx,s=c2FsdA==,i=0'],
    ['rubbish', 'hello'],
  ])('refuses %s', async (_, challenge) => {
    await expect(new ScramClient('sha256', 'u', 'p', 'n').final(challenge)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })
})
