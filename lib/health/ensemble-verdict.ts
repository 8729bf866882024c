import { type ClusterModel, SINGLE } from '../model/cluster'
import { type EnsembleQuorum, ensembleQuorum } from '../rows/ensemble-quorum'
import { type EnsembleRow, ensembleRows } from '../rows/ensemble-row'
import type { SentencePart, Verdict } from './sentence'
import { capital, sincePart, strong, text } from './sentence-parts'

/** The one sentence about the ensemble: is there a quorum, who leads, how many failures are left. */
export function ensembleVerdict(model: ClusterModel): Verdict {
  const quorum = ensembleQuorum(model)
  const since = sinceOf(model, quorum)
  return {
    ...levelOf(quorum),
    title: [strong(capital(quorumSentence(model))), ...sincePart(since), text('.')],
    detail: [...lateWords(model), ...sessionWords(model)],
    since,
  }
}

/** "3 of 3 up, leader 127.0.0.1:2182; survives 1 failure", without a time. */
export function quorumSentence(model: ClusterModel): string {
  const quorum = ensembleQuorum(model)
  const { of, up, holds } = quorum
  const rows = ensembleRows(model)
  const [only] = rows
  if (only === undefined) return 'the servers have not answered yet'
  if (quorum.standalone) return 'one server, no quorum: any failure ends it'
  if (holds === false) return `no quorum: ${up} of ${of} up`
  if (holds) return `${up} of ${of} up, ${leaderWords(quorum, rows)}; ${survivalWords(quorum)}`
  if (up > 0) return `${up} of ${of} up; whether they have a quorum is not known`
  if (rows.length === 1) return `the only server named, ${only.server}, ${only.reason ?? 'does not answer'}`
  return `none of ${rows.length} answers: no quorum, or not reachable from here`
}

function levelOf({ of, up, holds, standalone }: EnsembleQuorum): Pick<Verdict, 'level' | 'state'> {
  if (holds === false) return { level: 'critical', state: 'offline' }
  if (holds === null) return { level: 'unknown', state: 'unknown' }
  return up === of || standalone ? { level: 'ok', state: 'ok' } : { level: 'warning', state: 'urp' }
}

function leaderWords({ leaders }: EnsembleQuorum, rows: readonly EnsembleRow[]): string {
  const [first, ...others] = leaders
  if (first === undefined) {
    return rows.some(({ status }) => status === 'silent') ? 'the leader is not known' : 'the leader is none of them'
  }
  return others.length === 0 ? `leader ${first}` : `leaders ${leaders.join(' and ')}`
}

function survivalWords({ of, up, survives }: EnsembleQuorum): string {
  if (survives === null) return 'how many failures it survives is not known: it has servers that were not named to us'
  const further = up === of ? '' : 'further '
  return `survives ${survives === 0 ? 'no' : survives} ${further}${survives > 1 ? 'failures' : 'failure'}`
}

/** Since when it is as it is: the last change of a server that is not up, else of the leader. */
function sinceOf(model: ClusterModel, { leaders }: EnsembleQuorum): number | null {
  const rows = ensembleRows(model)
  const down = rows.filter(({ status }) => status === 'not-answering' || status === 'no-quorum')
  const telling = down.length > 0 ? down : rows.filter(({ server }) => leaders.includes(server))
  return telling.reduce<number | null>(
    (latest, { since }) => (since !== null && (latest === null || since > latest) ? since : latest),
    null,
  )
}

/** Whose last answer is missing; the verdict rests on the one before. */
function lateWords(model: ClusterModel): SentencePart[] {
  return ensembleRows(model).flatMap(({ server, lateSince }) =>
    lateSince === null
      ? []
      : [
          text(`${server} has not answered since `),
          { text: new Date(lateSince).toISOString(), since: lateSince },
          text(' and is being asked again. '),
        ],
  )
}

function sessionWords(model: ClusterModel): SentencePart[] {
  const session = model.ensembleSession.get(SINGLE)
  if (session === undefined) return []
  if (session.status === 'live') return [text(`Our session is on ${session.server ?? 'one of them'}.`)]
  return [text(`Our session is not connected${session.reason === null ? '' : `: ${session.reason}`}.`)]
}
