import { znodeJson } from '../znode'
import { type FieldWords, folder, type ZnodeFamily } from './family'
import { count, listed, moment, momentWords } from './phrases'
import { unsanitized } from './unsanitized'

/**
 * `/delegation_token/tokens/ID` (Kafka's ZkData `DelegationTokenInfoZNode`), formats 1 to 3; `tokenRequester` since 3.3:
 * `{"issueTimestamp":1795280929564,"renewers":["User%3Abob"],"tokenRequester":"User%3Aann","tokenId":"***","owner":"User%3Aann","expiryTimestamp":1795367329564,"maxTimestamp":1795885729564,"version":3}`
 */
const delegationToken: ZnodeFamily = {
  name: 'delegation-token',
  path: '/delegation_token/tokens/*',
  noun: 'A delegation token',
  words: new Map<string, FieldWords>([
    ['owner', 'Who the holder of the token is taken for.'],
    ['tokenRequester', 'Who asked for it.'],
    ['renewers', 'Who else may renew it.'],
    ['issueTimestamp', momentWords],
    ['maxTimestamp', (at) => withMoment('Cannot be renewed beyond', at)],
    ['expiryTimestamp', (at) => withMoment('Ends at', at)],
    ['tokenId', 'Hidden.'],
    ['version', 'Format of this record.'],
  ]),
  says({ znode }) {
    const json = znodeJson(znode)
    const renewers = json.has('renewers') ? json.texts('renewers').map(unsanitized) : []
    const more = renewers.length === 0 ? '' : ` ${listed(renewers)} may renew it too.`
    return {
      sentence: `A token that lets its holder act as ${unsanitized(json.text('owner'))}, ends at ${moment(json.integer('expiryTimestamp'))}.${more}`,
    }
  },
}

function withMoment(words: string, at: string): string | null {
  const when = momentWords(at)
  return when === null ? null : `${words} ${when}.`
}

/** `/delegation_token` and all below; ids of tokens are secrets. */
export const delegationTokenFamilies: readonly ZnodeFamily[] = [
  folder(
    '/delegation_token',
    'Holds the delegation tokens, with which clients log in without credentials of their own.',
  ),
  folder('/delegation_token/tokens', ({ children }) => ({
    sentence: `Holds ${count(children, 'delegation token')}, kept until they end.`,
  })),
  delegationToken,
  folder('/delegation_token/token_changes', 'Holds notices of tokens that were made, renewed or ended.'),
  {
    name: 'token-change',
    path: '/delegation_token/token_changes/*',
    noun: 'A notice of a changed token',
    says: ({ znode }) => ({
      sentence: `A delegation token was made, renewed or ended at ${moment(znode.stat.ctime)}: every broker reads it again. Which one is hidden.`,
    }),
  },
]
