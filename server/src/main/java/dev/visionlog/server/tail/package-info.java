/**
 * Live tails: commits in their order, first from a bounded buffer in memory, otherwise from the
 * store, to subscribers that take them at their own pace.
 */
@NullMarked
package dev.visionlog.server.tail;

import org.jspecify.annotations.NullMarked;
