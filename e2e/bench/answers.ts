/** Ms each path takes to answer, the slowest of several tries; throws when one does not answer 200. */
export async function answerTimes(
  url: string,
  paths: readonly string[],
  tries: number,
): Promise<{ path: string; ms: number }[]> {
  const times: { path: string; ms: number }[] = []
  for (const path of paths) {
    let slowest = 0
    for (let index = 0; index < tries; index += 1) {
      const began = performance.now()
      const answer = await fetch(`${url}${path}`)
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`)
      slowest = Math.max(slowest, performance.now() - began)
    }
    times.push({ path, ms: slowest })
  }
  return times
}
