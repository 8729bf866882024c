/**
 * A user, client id or principal as it is: Kafka percent-encodes it in paths and in tokens (its
 * org.apache.kafka.common.utils.Sanitizer). A text that is no such encoding is given back.
 */
export function unsanitized(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
