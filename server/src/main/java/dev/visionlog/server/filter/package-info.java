/**
 * The filter language: one text, two compilers.
 *
 * <p>{@link dev.visionlog.server.filter.FilterParser} reads a text into a {@link
 * dev.visionlog.server.filter.Filter}; {@link dev.visionlog.server.filter.FilterSql} makes a SQL
 * condition of it and {@link dev.visionlog.server.filter.FilterPredicate} a predicate in memory.
 * Both select the same entries.
 *
 * <p>The logic is two-valued: a comparison with a missing value, or with a value of another type,
 * is false, and its negation is true. The types here are immutable and may be shared by threads.
 */
@NullMarked
package dev.visionlog.server.filter;

import org.jspecify.annotations.NullMarked;
