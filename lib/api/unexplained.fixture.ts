/** `path` of every field that is null although it has a reason beside it, and that reason is missing. */
export function unexplained(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => unexplained(item, `${path}[${index}]`))
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value)
  const reasons = new Map(entries.filter(([name]) => name.endsWith('Reason')))
  return entries.flatMap(([name, item]) => {
    const reason = reasons.get(`${name}Reason`) ?? reasons.get(`${name.replace(/(Bytes|Ms|Percent|At)$/, '')}Reason`)
    const wrong = item === null && reason !== undefined && (reason === null || reason === '')
    return [...(wrong ? [`${path}.${name}`] : []), ...unexplained(item, `${path}.${name}`)]
  })
}
