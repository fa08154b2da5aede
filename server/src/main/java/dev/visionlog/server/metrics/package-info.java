/** The server's numbers in Prometheus' format. */
@NullMarked
package dev.visionlog.server.metrics;

import org.jspecify.annotations.NullMarked;
