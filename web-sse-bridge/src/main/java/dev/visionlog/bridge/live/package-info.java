/**
 * Live tails as server-sent events
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html).
 */
@NullMarked
package dev.visionlog.bridge.live;

import org.jspecify.annotations.NullMarked;
