/** Following the log without a lost or a repeated entry. */
@NullMarked
package dev.visionlog.cli.tailing;

import org.jspecify.annotations.NullMarked;
