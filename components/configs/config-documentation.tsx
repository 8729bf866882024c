import BookOpen from 'lucide-react/icons/book-open'
import { Popover } from '@/components/ui/popover'
import { Unknown } from '@/components/ui/unknown'

/** Kafka's own explanation of a key, one click away. */
export function ConfigDocumentation({ name, text }: { name: string; text: string | null }) {
  if (text === null) return <Unknown reason="the broker sends no documentation for it" />
  return (
    <Popover
      triggerClass="icb"
      label={`What ${name} means`}
      title={text}
      align="end"
      trigger={<BookOpen className="ic ic-s" />}
    >
      {() => (
        <div className="config-doc">
          <p className="mono strong">{name}</p>
          <p>{text}</p>
        </div>
      )}
    </Popover>
  )
}
