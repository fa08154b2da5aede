/** What the bridge counts, in Prometheus' format. */
@NullMarked
package dev.visionlog.bridge.metrics;

import org.jspecify.annotations.NullMarked;
