/** Runs once before the first request; the server part is loaded only where Node runs. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] === 'nodejs') {
    const { start } = await import('./server/start')
    start()
  }
}
