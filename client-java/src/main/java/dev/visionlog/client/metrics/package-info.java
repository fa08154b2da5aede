/**
 * A client's counts for Micrometer, which the application brings along: the client itself does not
 * need it.
 */
@NullMarked
package dev.visionlog.client.metrics;

import org.jspecify.annotations.NullMarked;
