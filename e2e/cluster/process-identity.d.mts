export function processIdentity(pid: number): string | null
export function signalGroup(recorded: { pid: number; identity: string }, signal: NodeJS.Signals): boolean
