/** How the client works inside. May change at any time. */
@NullMarked
package dev.visionlog.client.internal;

import org.jspecify.annotations.NullMarked;
