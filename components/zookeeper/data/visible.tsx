import { visibleText } from './visible-text'

/** A text in which nothing hides: what cannot be seen stands as its escape, set apart. */
export function Visible({ text }: { text: string }) {
  return visibleText(text).map((part, index) => {
    // The parts of one text have no identity but their place.
    const key = `${index}`
    return part.escape ? (
      <span key={key} className="escape">
        {part.text}
      </span>
    ) : (
      part.text
    )
  })
}
