/** What is measured, and how. Run by hand: {@code ./visionlog bench}. Never shipped. */
@NullMarked
package dev.visionlog.benchmarks;

import org.jspecify.annotations.NullMarked;
