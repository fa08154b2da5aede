// Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), read by fetch and not by
// EventSource: that closes for good after an error, hides what the error was, and hands over events one by one.

/**
 * Reads a response's events until it ends.
 *
 * @param onEvents called with [{name, id, data}], as many as have come together
 */
export async function readEvents(response, onEvents) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new EventParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onEvents(parser.push(value));
  }
}

class EventParser {
  #rest = '';
  #event = { name: 'message', id: undefined, data: [] };

  /** Takes the next piece of the stream; returns the events that it has completed. */
  push(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    const events = [];
    for (const line of lines) {
      const event = this.#line(line.endsWith('\r') ? line.slice(0, -1) : line);
      if (event) events.push(event);
    }
    return events;
  }

  #line(line) {
    if (line === '') return this.#complete();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'event') this.#event.name = value;
    else if (field === 'id') this.#event.id = value;
    else if (field === 'data') this.#event.data.push(value);
    return undefined;
  }

  #complete() {
    const { name, id, data } = this.#event;
    this.#event = { name: 'message', id: undefined, data: [] };
    return data.length ? { name, id, data: data.join('\n') } : undefined;
  }
}
