/** A Java properties file; later entries of the record win, values keep their backslashes. */
export function propertiesFile(entries: Record<string, string>): string {
  return Object.entries(entries)
    .map(([key, value]) => `${key}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('')
}

/** Logging of a server: everything of interest to standard output, which goes to the server's log file. */
export const serverLogging = propertiesFile({
  'log4j.rootLogger': 'INFO, stdout',
  'log4j.appender.stdout': 'org.apache.log4j.ConsoleAppender',
  'log4j.appender.stdout.layout': 'org.apache.log4j.PatternLayout',
  'log4j.appender.stdout.layout.ConversionPattern': '[%d] %p %m (%c)%n',
})

/** Logging of a command line tool: warnings to standard error, so that standard output stays the tool's answer. */
export const toolLogging = propertiesFile({
  'log4j.rootLogger': 'WARN, stderr',
  'log4j.appender.stderr': 'org.apache.log4j.ConsoleAppender',
  'log4j.appender.stderr.target': 'System.err',
  'log4j.appender.stderr.layout': 'org.apache.log4j.PatternLayout',
  'log4j.appender.stderr.layout.ConversionPattern': '[%d] %p %m (%c)%n',
})
