/** Where entries wait before they are in a batch: bounded by count and by bytes. */
@NullMarked
package dev.visionlog.client.internal.queue;

import org.jspecify.annotations.NullMarked;
