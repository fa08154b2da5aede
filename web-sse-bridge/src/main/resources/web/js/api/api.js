// The bridge's JSON endpoints.
import { parse } from '../model/json.js';

/** What went wrong, in words for people. status 0: the bridge could not be reached. */
export class ApiError extends Error {
  constructor(status, message, reason = '', fields = []) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.fields = fields;
  }

  /** Whether the same request may work later. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 502;
  }
}

const onSignIn = new Set();

/** Called when the server wants a key. */
export function onKeyNeeded(listener) {
  onSignIn.add(listener);
}

function keyNeeded() {
  onSignIn.forEach((listener) => listener());
}

/** @returns the answer's data */
export async function get(path, parameters = {}, options = {}) {
  return request('GET', path, parameters, undefined, options);
}

export async function send(method, path, { parameters = {}, body } = {}) {
  return request(method, path, parameters, body, {});
}

export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') query.set(name, value);
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

async function request(method, path, parameters, body, { signal } = {}) {
  let response;
  try {
    response = await fetch(address(path, parameters), {
      method,
      signal,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, 'The page cannot reach its server');
  }
  if (!response.ok) throw await failure(response);
  return parse(await response.text()).data;
}

export async function failure(response) {
  if (response.status === 401) keyNeeded();
  try {
    const answer = await response.json();
    return new ApiError(response.status, answer.message, answer.error?.reason, answer.error?.fields);
  } catch {
    return new ApiError(response.status, `The server answered ${response.status}`);
  }
}
