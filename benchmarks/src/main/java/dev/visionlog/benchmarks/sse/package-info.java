/** What a thousand browsers with a live tail cost, and whether they get everything in time. */
@NullMarked
package dev.visionlog.benchmarks.sse;

import org.jspecify.annotations.NullMarked;
