import type { ClusterModel } from '@/lib/model/cluster'

/** Names of topics by id; those of deleted topics are remembered, as records may still speak of them. */
export class TopicNames {
  readonly #model: () => ClusterModel
  readonly #names = new Map<string, string>()
  #metadata: ClusterModel['topicMetadata'] | null = null

  constructor(model: () => ClusterModel) {
    this.#model = model
  }

  /** Null for an id that was never seen. */
  of(topicId: string): string | null {
    const { topicMetadata } = this.#model()
    if (!this.#names.has(topicId) && this.#metadata !== topicMetadata) {
      this.#metadata = topicMetadata
      for (const { name, topicId: id } of topicMetadata.values()) if (id !== null) this.#names.set(id, name)
    }
    return this.#names.get(topicId) ?? null
  }
}
