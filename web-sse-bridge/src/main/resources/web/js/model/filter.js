// The filter's text is the truth; controls and chips read it and write it. Its grammar is that of docs/filter.md. Here
// it is only cut into the terms that all must hold; what a term means, the server knows.

/** The terms of a filter that are joined by AND or a space. One with an OR outside of parentheses stays whole. */
export function terms(filter) {
  const words = split(filter.trim());
  const found = [];
  for (let i = 0; i < words.length; i++) {
    let term = words[i];
    if (term === 'AND') continue;
    while (words[i + 1] === 'OR' && i + 2 < words.length) {
      term += ' OR ' + words[i + 2];
      i += 2;
    }
    found.push(term);
  }
  return found;
}

export function join(list) {
  return list.join(' ');
}

export function without(filter, term) {
  const list = terms(filter);
  const at = list.indexOf(term);
  if (at >= 0) list.splice(at, 1);
  return join(list);
}

export function withTerm(filter, term) {
  return terms(filter).includes(term) ? filter : join([...terms(filter), term]);
}

/** The plain term about a field: {operator, value}; undefined if there is none that a control could show. */
export function valueOf(filter, field) {
  for (const term of terms(filter)) {
    const parts = comparison(term);
    if (parts && parts.field === field) return parts;
  }
  return undefined;
}

/** The filter with its plain terms about a field replaced by this one; an empty one takes them away. */
export function replace(filter, field, term) {
  const others = terms(filter).filter((each) => comparison(each)?.field !== field);
  return join(term ? [...others, term] : others);
}

/** A text as a value: quoted if it has to be. */
export function quote(text) {
  return /^[\p{L}\p{N}_./@-]+$/u.test(text) && !text.startsWith('-')
    ? text
    : '"' + text.replace(/["\\*]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t') + '"';
}

/** Both must hold. */
export function and(left, right) {
  if (!left.trim()) return right;
  if (!right.trim()) return left;
  return `(${left}) AND ${right}`;
}

const SHORT = { camera_id: 'camera', edge_device_id: 'device', model_name: 'model', model_version: 'version', defect_detected: 'defect' };

/** How a chip shows a term. */
export function label(term) {
  const parts = comparison(term);
  if (!parts) return term;
  const sign = { '>=': '≥', '<=': '≤', '!=': '≠', ':': 'has' }[parts.operator] ?? parts.operator;
  return `${SHORT[parts.field] ?? parts.field} ${sign} ${parts.value}`;
}

function comparison(term) {
  const parts = /^([a-z_]+(?:\.[\w.]+)?)\s*(>=|<=|!=|=|<|>|:)\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s()"']+)$/.exec(term);
  return parts && { field: parts[1], operator: parts[2], value: unquote(parts[3]) };
}

function unquote(value) {
  return /^["']/.test(value) ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
}

/** Words, comparisons with their spaces, and groups; NOT stays with what it excludes. */
function split(text) {
  const words = [];
  let word = '';
  let depth = 0;
  let quoteChar = '';
  const push = () => {
    if (word.trim()) words.push(word.trim());
    word = '';
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoteChar) {
      word += c;
      if (c === '\\' && i + 1 < text.length) word += text[++i];
      else if (c === quoteChar) quoteChar = '';
    } else if (c === '"' || c === "'") {
      quoteChar = c;
      word += c;
    } else if (c === '(' || c === ')') {
      depth += c === '(' ? 1 : -1;
      word += c;
    } else if (/\s/.test(c) && depth <= 0 && endsHere(word, text.slice(i))) {
      push();
    } else {
      word += c;
    }
  }
  push();
  return words;
}

/** A space within a comparison, or behind NOT, does not end a term. */
function endsHere(word, rest) {
  return !/(?:[=<>:]|^NOT|\sNOT)\s*$/.test(word) && !/^\s*(?:[=<>]|!=|:)/.test(rest);
}
