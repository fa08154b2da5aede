/** How fast the server stores what is streamed to it. */
@NullMarked
package dev.visionlog.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
