/**
 * How long questions take, how fast exports are and how much disk entries need, as a year grows.
 */
@NullMarked
package dev.visionlog.benchmarks.queries;

import org.jspecify.annotations.NullMarked;
