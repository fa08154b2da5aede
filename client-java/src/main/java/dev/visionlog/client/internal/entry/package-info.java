/** Entries: what they hold, what they weigh, and how they are written as protobuf. */
@NullMarked
package dev.visionlog.client.internal.entry;

import org.jspecify.annotations.NullMarked;
