/** How soon those who watch see what is written, and what memory the server takes for them. */
@NullMarked
package dev.visionlog.benchmarks.tail;

import org.jspecify.annotations.NullMarked;
