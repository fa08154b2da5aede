/** How long entries are on their way to those who watch. */
@NullMarked
package dev.visionlog.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
