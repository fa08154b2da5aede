/** What the server wants: read from its messages, and followed. */
@NullMarked
package dev.visionlog.client.internal.threshold;

import org.jspecify.annotations.NullMarked;
