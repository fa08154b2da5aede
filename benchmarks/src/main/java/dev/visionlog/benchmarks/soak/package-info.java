/**
 * Visionlog under one fault after the other, with writers and readers that know exactly what must
 * be there at the end.
 */
@NullMarked
package dev.visionlog.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
