import type { Sentence, Verdict } from '@/lib/health/sentence'
import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import type { Quorum, QuorumReplica } from '@/lib/model/controller'

/** One node of the metadata quorum; offsets as decimal strings. */
export interface QuorumRow extends QuorumReplica {
  role: 'leader' | 'voter' | 'observer'
  /** Records of the metadata log it lacks; null where an offset is unknown. */
  behind: string | null
}

/** What stands in ZooKeeper's place. */
export interface QuorumScene {
  verdict: Verdict
  rows: QuorumRow[]
  leaderEpoch: number | null
}

/** The same on server and in browser. */
export function quorumScene(model: ClusterModel): QuorumScene {
  const quorum = model.quorum.get(SINGLE) ?? null
  return {
    verdict: verdictOf(quorum),
    rows: quorum === null ? [] : rowsOf(quorum),
    leaderEpoch: quorum?.leaderEpoch ?? null,
  }
}

function rowsOf(quorum: Quorum): QuorumRow[] {
  const end = quorum.voters.find(({ id }) => id === quorum.leaderId)?.logEndOffset ?? null
  const row = (replica: QuorumReplica, role: QuorumRow['role']): QuorumRow => ({
    ...replica,
    role,
    behind: end === null || replica.logEndOffset === null ? null : distance(end, replica.logEndOffset),
  })
  return [
    ...quorum.voters.map((voter) => row(voter, voter.id === quorum.leaderId ? 'leader' : 'voter')),
    ...quorum.observers.map((observer) => row(observer, 'observer')),
  ].sort((a, b) => a.id - b.id)
}

/** A follower may have been asked a moment after the leader: then it is behind by nothing. */
function distance(end: string, own: string): string {
  const behind = BigInt(end) - BigInt(own)
  return String(behind > 0n ? behind : 0n)
}

function verdictOf(quorum: Quorum | null): Verdict {
  const detail: Sentence = [
    {
      text: 'Kafka keeps its metadata in a log of its own here, so there are no znodes and no ensemble to show; that is how a KRaft cluster is built, not a fault.',
    },
  ]
  const first = { text: 'This cluster runs without ZooKeeper', strong: true }
  if (quorum === null) {
    return {
      state: 'unknown',
      level: 'unknown',
      title: [first, { text: ': its quorum has not been read yet.' }],
      detail,
      since: null,
    }
  }
  const { leaderId, leaderSince, voters } = quorum
  const majority = Math.floor(voters.length / 2) + 1
  const spare = voters.length - majority
  const survives = spare === 0 ? 'survives no failure' : `survives ${spare} ${spare === 1 ? 'failure' : 'failures'}`
  if (leaderId === null) {
    const title = [first, { text: `: a quorum of ${voters.length} voters without a leader.` }]
    return { state: 'offline', level: 'critical', title, detail, since: null }
  }
  const since: Sentence =
    leaderSince === null ? [] : [{ text: ' since ' }, { text: new Date(leaderSince).toISOString(), since: leaderSince }]
  const voting = voters.length === 1 ? '1 voter' : `${voters.length} voters`
  const title = [first, { text: `: ${voting}, leader ${leaderId}` }, ...since, { text: `; ${survives}.` }]
  return { state: 'ok', level: 'ok', title, detail, since: leaderSince }
}
