/** Partitions ahead, old entries away, counts rolled up. */
@NullMarked
package dev.visionlog.server.retention;

import org.jspecify.annotations.NullMarked;
