/** The JSON endpoints. */
@NullMarked
package dev.visionlog.bridge.api;

import org.jspecify.annotations.NullMarked;
