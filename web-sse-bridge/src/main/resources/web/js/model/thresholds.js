// Which entries are stored, as the server works it out: a temporary threshold comes before the lasting one of its source,
// a source's before that of the names above it, and those before the global one.

/** Those that have not ended. */
export function temporary(settings, now = Date.now()) {
  return (settings?.temporary_thresholds ?? []).filter((each) => Date.parse(each.expire_time) > now);
}

/** What is in force for everything that has no threshold of its own. */
export function globalThreshold(settings, now) {
  return find(settings, '', now) ?? { level: settings?.threshold ?? 'TRACE', name: '' };
}

/** {level, name, until} of the source's own threshold or of a name above it; undefined if the global one counts. */
export function ownThreshold(settings, source, now) {
  for (let name = source; name; name = above(name)) {
    const found = find(settings, name, now);
    if (found) return found;
  }
  return undefined;
}

/** All names with a threshold: {name, lasting, passing, level}. The global one comes first, and its name is empty. */
export function allThresholds(settings, now) {
  const passing = new Map(temporary(settings, now).map((each) => [each.source ?? '', each]));
  const lasting = new Map((settings?.source_thresholds ?? []).map((each) => [each.source, each.level]));
  const names = [...new Set([...lasting.keys(), ...passing.keys()])].filter(Boolean).sort();
  return ['', ...names].map((name) => {
    const level = name ? lasting.get(name) : (settings?.threshold ?? 'TRACE');
    return { name, lasting: level, passing: passing.get(name), level: passing.get(name)?.level ?? level };
  });
}

function find(settings, name, now) {
  const passing = temporary(settings, now).find((each) => (each.source ?? '') === name);
  if (passing) return { level: passing.level, name, until: Date.parse(passing.expire_time) };
  const lasting = name && settings?.source_thresholds?.find((each) => each.source === name);
  return lasting ? { level: lasting.level, name } : undefined;
}

function above(name) {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(0, dot);
}
