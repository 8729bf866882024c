/** The replicas of one partition by broker id, in assignment order, and what is known of each. */
export interface ReplicaChipsProps {
  replicas: readonly number[]
  leader: number | null
  isr: readonly number[]
  offline?: readonly number[]
  adding?: readonly number[]
  removing?: readonly number[]
  /** First replica of the assignment; underlined where it does not lead. */
  preferred?: number | null
}

type Look = { className: string; words: string; mark: string }

function look(id: number, props: ReplicaChipsProps): Look {
  if (id === props.leader) return { className: 'lead', words: 'leader', mark: '' }
  if (props.offline?.includes(id)) return { className: 'off', words: 'offline', mark: '' }
  if (props.adding?.includes(id)) return { className: 'add', words: 'being added', mark: '↑' }
  if (props.removing?.includes(id)) return { className: 'add', words: 'being removed', mark: '↓' }
  if (!props.isr.includes(id)) return { className: 'out', words: 'out of sync', mark: '' }
  return { className: '', words: 'in sync', mark: '' }
}

/** One chip a replica; read out as one sentence such as "leader 6; 2 offline, preferred; 5 out of sync". */
export function ReplicaChips(props: ReplicaChipsProps) {
  const chips = props.replicas.map((id) => ({
    id,
    preferred: id === props.preferred && id !== props.leader,
    ...look(id, props),
  }))
  const words = [
    props.leader === null ? 'no leader' : `leader ${props.leader}`,
    ...chips
      .filter((chip) => chip.id !== props.leader)
      .map((chip) => `${chip.id} ${chip.words}${chip.preferred ? ', preferred' : ''}`),
  ]
  return (
    <span className="reps" role="img" aria-label={words.join('; ')}>
      {chips.map((chip) => (
        <span key={chip.id} className={`rep ${chip.className}${chip.preferred ? ' pref' : ''}`} title={chip.words}>
          {chip.mark}
          {chip.id}
        </span>
      ))}
    </span>
  )
}
