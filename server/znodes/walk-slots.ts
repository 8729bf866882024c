import { VivariumError } from '@/lib/errors'

/** How many walks over a cluster's znodes may be under way at once. */
const MOST_WALKS = 2

/** The places for walks of one cluster: each reads thousands of nodes a second. */
export class WalkSlots {
  private taken = 0

  /** Takes a place; returns how to give it back, which counts once. Errors: `busy`. */
  take(): () => void {
    if (this.taken >= MOST_WALKS) {
      throw new VivariumError({
        code: 'busy',
        message: `${MOST_WALKS} searches or exports of this cluster are under way already`,
        hint: 'wait for one to end, or stop one',
      })
    }
    this.taken += 1
    let given = false
    return () => {
      if (!given) this.taken -= 1
      given = true
    }
  }
}
