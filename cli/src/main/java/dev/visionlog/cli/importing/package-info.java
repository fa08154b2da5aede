/** Files in: lines, patterns, entries, numbered batches, the account of what became of them. */
@NullMarked
package dev.visionlog.cli.importing;

import org.jspecify.annotations.NullMarked;
