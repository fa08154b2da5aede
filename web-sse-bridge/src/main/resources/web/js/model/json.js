// JSON with all its digits: integers beyond 2^53 keep their text where the browser can (JSON.rawJSON).
const LONG_NUMBER = /[\d.]{16}/;

export function parse(text) {
  if (!LONG_NUMBER.test(text) || !JSON.rawJSON) return JSON.parse(text);
  return JSON.parse(text, (key, value, context) =>
    typeof value === 'number' && context?.source && String(value) !== context.source && /^-?\d+$/.test(context.source)
      ? JSON.rawJSON(context.source)
      : value,
  );
}

/** Whether this is a number that parse() has kept as text. */
export function isRaw(value) {
  return Boolean(JSON.isRawJSON?.(value));
}

export function print(value, indent = 2) {
  return JSON.stringify(value, null, indent);
}
