/** How long it takes until the server can be used. */
@NullMarked
package dev.visionlog.benchmarks.start;

import org.jspecify.annotations.NullMarked;
