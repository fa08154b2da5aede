/** What is measured: how long things took, and what processes take. */
@NullMarked
package dev.visionlog.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
