'use client'
import { Chip } from '@/components/ui/chip'
import { EVENT_GROUPS, type EventGroup, GROUP_WORD, SUBJECT_WORD, type SubjectKind } from '../event-group'
import { eventSubject, subjectName } from '../event-subject'
import type { EventFilter } from './event-filter'
import type { EventsScene } from './events-scene'

/** What happened and to whom, as chips with their counts; several of a row are "or", the rows are "and". */
export function EventFacets({
  scene,
  filter,
  onGroups,
  onAbout,
  onSubject,
}: {
  scene: EventsScene
  filter: EventFilter
  onGroups: (chosen: readonly EventGroup[]) => void
  onAbout: (chosen: readonly SubjectKind[]) => void
  /** Takes the chosen subject back. */
  onSubject: () => void
}) {
  // Object.keys of a record over SubjectKind yields exactly its keys.
  const subjects = Object.keys(SUBJECT_WORD) as SubjectKind[]
  return (
    <div className="ev-facets">
      <fieldset className="row">
        <legend className="sr">What happened</legend>
        <span className="cap faint">What</span>
        {EVENT_GROUPS.filter((group) => scene.groupCounts.has(group) || filter.groups.has(group)).map((group) => (
          <Chip
            key={group}
            pressed={filter.groups.has(group)}
            count={scene.groupCounts.get(group) ?? 0}
            onClick={() => onGroups(toggled(filter.groups, group))}
          >
            {GROUP_WORD[group]}
          </Chip>
        ))}
      </fieldset>
      <fieldset className="row">
        <legend className="sr">To whom</legend>
        <span className="cap faint">To</span>
        {filter.subject !== null ? (
          <Chip pressed onClick={onSubject}>
            {filter.subject.startsWith('topic:') ? 'Topic ' : ''}
            {subjectName(eventSubject(filter.subject))} ×
          </Chip>
        ) : null}
        {subjects
          .filter((kind) => scene.aboutCounts.has(kind) || filter.about.has(kind))
          .map((kind) => (
            <Chip
              key={kind}
              pressed={filter.about.has(kind)}
              count={scene.aboutCounts.get(kind) ?? 0}
              onClick={() => onAbout(toggled(filter.about, kind))}
            >
              {SUBJECT_WORD[kind]}
            </Chip>
          ))}
      </fieldset>
    </div>
  )
}

function toggled<Value>(chosen: ReadonlySet<Value>, value: Value): Value[] {
  return chosen.has(value) ? [...chosen].filter((one) => one !== value) : [...chosen, value]
}
