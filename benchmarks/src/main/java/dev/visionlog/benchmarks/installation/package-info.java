/** Server and bridge as a user starts them, and what their processes take. */
@NullMarked
package dev.visionlog.benchmarks.installation;

import org.jspecify.annotations.NullMarked;
