const LONGEST_NAME = 80

/** The id as a sentence can hold it: cut when it is endless, named when it is empty. */
export function groupName(id: string): string {
  if (id === '') return '(empty id)'
  const characters = [...id]
  return characters.length <= LONGEST_NAME ? id : `${characters.slice(0, LONGEST_NAME).join('')}…`
}
