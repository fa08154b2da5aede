/** A year of a plant with 40 cameras: the same from the same seed, and as large as wanted. */
@NullMarked
package dev.visionlog.benchmarks.dataset;

import org.jspecify.annotations.NullMarked;
